import type { PushSummary } from '../contract/state';
import type { PushRecord } from '../history/history';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';
import { pushAsCurl } from './push-as-curl';
import { pushDifference } from './push-difference';

type PushCalls = Pick<
  Handlers,
  'push.now' | 'pushes.list' | 'pushes.get' | 'pushes.diff' | 'destination.test'
>;

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
