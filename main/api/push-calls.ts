import type { PushSummary } from '../contract/state';
import type { PushRecord } from '../history/history';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';
import { pushAsCurl } from './push-as-curl';
import { pushDifference } from './push-difference';

type PushCalls = Pick<Handlers, 'push.now' | 'pushes.list' | 'pushes.get' | 'pushes.diff' | 'pushes.repeat'>;

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
