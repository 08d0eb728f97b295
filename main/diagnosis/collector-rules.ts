import type { Evidence, Finding } from '../contract/verdict';
import type { CollectorSeen } from './situation';
import { freshWatch, look, type Watch } from './watch';

/** These are told of the way outwards, by the targets that suffer from them. */
export const ofTheNetwork: ReadonlySet<string> = new Set(['unresolvable', 'no_route']);

/** Only single targets suffering from something is told by the targets. */
export function failsAsAWhole({ state, problems }: CollectorSeen): boolean {
  return (
    state === 'failing' &&
    problems.some(({ target, code }) => target === undefined && !ofTheNetwork.has(code))
  );
}

export function watchCollector(before: Watch | undefined, collector: CollectorSeen): Watch | undefined {
  const { state, lastCycleAtMs } = collector;
  if (state === 'waiting' || state === 'paused' || lastCycleAtMs === undefined) return undefined;
  if (before?.sights.at(-1)?.atMs === lastCycleAtMs) return before;
  return look(before ?? freshWatch, { atMs: lastCycleAtMs, badness: failsAsAWhole(collector) ? 1 : 0 });
}

/** One cycle that took too long is no fault; one that never worked is. */
export function collectorsFinding(
  collectors: readonly CollectorSeen[],
  watches: ReadonlyMap<string, Watch>,
): Finding | undefined {
  const active = collectors.filter(({ state }) => state !== 'paused');
  const failing = active.filter((collector) => sinceOf(watches.get(collector.id)) !== undefined);
  if (failing.length === 0) return undefined;
  const evidence = failing.flatMap(problemsOf);
  if (evidence.length === 0) return undefined;
  return {
    code: 'collectors_fail',
    level: failing.length === active.length ? 'failing' : 'trouble',
    sinceMs: Math.min(...failing.flatMap(({ id }) => sinceOf(watches.get(id)) ?? [])),
    values: { collectors: failing.map(({ id }) => id), of: active.length },
    evidence,
  };
}

function sinceOf(watch: Watch | undefined): number | undefined {
  if (!watch) return undefined;
  const neverWorked = watch.sights.length > 0 && watch.sights.every(({ badness }) => badness > 0);
  return watch.sinceMs ?? (neverWorked ? watch.sights[0]?.atMs : undefined);
}

/** The first of each kind: a text may be at fault in every line. */
function problemsOf({ id, problems }: CollectorSeen): Evidence[] {
  const ofAll = problems.filter(({ target }) => target === undefined);
  return ofAll
    .filter(({ code }, index) => ofAll.findIndex((one) => one.code === code) === index)
    .map(({ message }) => ({ code: 'collector_problem', values: { collector: id, reason: message } }));
}
