import type { PushSummary } from '../contract/state';
import type { PushRecord } from '../history/history';
import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type PushCalls = Pick<Handlers, 'push.now' | 'pushes.list' | 'pushes.get' | 'destination.test'>;

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
      return success({ ...push, groupingKey: { ...push.groupingKey } });
    },

    async 'destination.test'({ destination }) {
      const { failure: failed, status, durationMs, url } = await engine.tryDestination(destination);
      if (failed) return { ok: false, error: failed };
      return success({ durationMs, url, ...(status === undefined ? {} : { status }) });
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
