import type { CallOutput } from '../contract/contract';
import type { History, PushRecord } from '../history/history';
import { differenceOf } from '../metrics/difference';
import { parseText } from '../metrics/parse';
import { failure, type Outcome, success } from '../outcome';

/** How far back a push to the same address is looked for: past the tries at other addresses of the destination. */
const maxRecordsBack = 100;

/** What a push sent that the delivered one before it to the same group did not send, and the other way round. */
export function pushDifference(history: History, id: number): Outcome<CallOutput<'pushes.diff'>> {
  const push = history.push(id);
  if (!push) return failure('not_found', `Push ${id} is no longer kept.`);
  const before = pushBefore(history, push);
  if (!before) return failure('no_push_before', 'No earlier push that this address accepted is kept.');
  const [old, now] = [before, push].map(
    ({ requestBody }) => parseText(requestBody, { timestamps: 'keep', lenient: true }).families,
  ) as [ReturnType<typeof parseText>['families'], ReturnType<typeof parseText>['families']];
  return success({
    before: before.id,
    isPartial: push.bodyCut || before.bodyCut,
    ...differenceOf(old, now),
  });
}

function pushBefore(history: History, push: PushRecord): PushRecord | undefined {
  const earlier = history.pushes({
    limit: maxRecordsBack,
    beforeId: push.id,
    destination: push.destination,
    ok: true,
  });
  const found = earlier.find(({ url, method }) => url === push.url && method !== 'DELETE');
  return found && history.push(found.id);
}
