import type { PushSummary } from '../contract/state';
import type { PushPreview } from '../destinations/destination';
import type { PushRecord } from '../history/history';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';
import { pushAsCurl } from './push-as-curl';
import { pushDifference } from './push-difference';

type PushCalls = Pick<
  Handlers,
  | 'push.now'
  | 'pushes.list'
  | 'pushes.get'
  | 'pushes.diff'
  | 'pushes.repeat'
  | 'destination.test'
  | 'destination.preview'
>;

/** Of the body of a preview, in UTF-16 units: as much as a record keeps. */
const maxPreviewLength = 64 * 1024;

export function pushCalls({ engine, history }: ApiParts): PushCalls {
  return {
    async 'push.now'({ destination }) {
      const pushed = await engine.pushNow(destination);
      return pushed.ok ? success({ pushes: pushed.value.map(pushSummaryOf) }) : pushed;
    },

    'pushes.list': (query) => success({ pushes: history.pushes(query).map((push) => ({ ...push })) }),

    'pushes.get'({ id }) {
      const push = history.push(id);
      if (!push) return failure('not_found', `Push ${id} is no longer kept.`);
      const curl = pushAsCurl(push);
      const groupingKey = { ...push.groupingKey };
      return success({ ...push, groupingKey, ...(curl !== undefined && { curl }) });
    },

    'pushes.diff': ({ id }) => pushDifference(history, id),

    async 'pushes.repeat'({ id }) {
      const recorded = history.push(id);
      if (!recorded) return failure('not_found', `Push ${id} is no longer kept.`);
      if (recorded.method === 'DELETE') {
        return failure('not_repeatable', 'This push took series away: there is nothing to send again.');
      }
      if (recorded.bodyCut) {
        return failure('body_cut', 'The body of this push was not kept whole, so it cannot be sent again.');
      }
      const repeated = await engine.repeatPush(recorded);
      return repeated.ok ? success({ push: pushSummaryOf(repeated.value) }) : repeated;
    },

    async 'destination.preview'({ destination }) {
      const previews = await engine.previewDestination(destination);
      if (!previews.ok) return previews;
      const requests = previews.value.map(({ requestBody, groupingKey, ...request }) => ({
        ...request,
        groupingKey: { ...groupingKey },
        ...previewedBody({ ...request, requestBody }),
      }));
      const replaces = await engine.replacedFamilies(destination);
      return success({ requests, ...(replaces.length > 0 && { replaces: [...replaces] }) });
    },

    async 'destination.test'({ destination }) {
      const { outcomes, replaces } = await engine.tryDestination(destination);
      const failed = outcomes.find((outcome) => outcome.failure)?.failure;
      if (failed) return { ok: false, error: failed };
      const tried = outcomes.map(({ status, durationMs, url }) => ({
        durationMs,
        url,
        ...(status === undefined ? {} : { status }),
      }));
      return success({ tried, ...(replaces.length > 0 && { replaces: [...replaces] }) });
    },
  };
}

function previewedBody({ method, url, requestBody }: Pick<PushPreview, 'method' | 'url' | 'requestBody'>) {
  const bodyCut = requestBody.length > maxPreviewLength;
  const curl = pushAsCurl({ method, url, requestBody, bodyCut });
  return { body: requestBody.slice(0, maxPreviewLength), bodyCut, ...(curl !== undefined && { curl }) };
}

/** A record without what only the inspector shows. */
export function pushSummaryOf(record: PushRecord): PushSummary {
  const {
    requestBody: _request,
    responseBody: _response,
    bodyCut: _cut,
    groupingKey: _key,
    ...summary
  } = record;
  return summary;
}
