import type { AppState } from '../../../main/contract/state';
import { targetKey } from '../../state/recent';
import type { HistoryAnswer, QueriedSeries, Queries } from '../../state/use-history';
import {
  type TargetQueryName,
  type TargetSeries,
  targetQueries,
  targetSeries,
} from '../target/target-series';

/** Which series of history the picture of all targets shows, and whose they are. Pure. */

export interface TogetherTarget {
  /** History knows a target by its kind and its name. */
  readonly key: string;
  readonly name: string;
  readonly collector: string;
  readonly kind: string;
  readonly intervalMs: number;
  /** Nothing is to be measured now. */
  readonly isOff: boolean;
}

/** In the order of the settings. */
export function togetherTargets({ targets, collectors }: AppState): readonly TogetherTarget[] {
  const byKey = new Map<string, TogetherTarget>();
  for (const { collector, name, state } of targets) {
    const { kind = 'ping', intervalMs = 15_000 } = collectors.find(({ id }) => id === collector) ?? {};
    const key = targetKey(kind, name);
    const isOff = state === 'paused';
    if (!byKey.has(key)) byKey.set(key, { key, name, collector, kind, intervalMs, isOff });
  }
  return [...byKey.values()];
}

const asked = [
  'middle',
  'middleBefore',
  'loss',
  'worstLoss',
  'sent',
  'received',
] as const satisfies readonly TargetQueryName[];

export type TogetherQueryName = `${string} ${(typeof asked)[number]}`;

/** One question for all targets of a kind, not one for each. */
export function togetherQueries(kinds: readonly string[]): Queries<TogetherQueryName> {
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const queries = targetQueries(kind);
      return asked.flatMap((name) => (queries[name] ? [[`${kind} ${name}`, queries[name]] as const] : []));
    }),
  );
}

/** One for each of the targets. */
export function seriesOfEach(
  targets: readonly TogetherTarget[],
  answer: HistoryAnswer<TogetherQueryName>['series'],
): readonly TargetSeries[] {
  const found = new Map(Object.entries(answer).map(([name, series]) => [name, byTarget(series)] as const));
  return targets.map(({ kind, name }) => {
    const own = asked.flatMap((part) => {
      const series = found.get(`${kind} ${part}`)?.get(name);
      return series ? [[part, series] as const] : [];
    });
    return targetSeries(kind, Object.fromEntries(own));
  });
}

function byTarget(series: QueriedSeries): ReadonlyMap<string, QueriedSeries> {
  const found = new Map<string, QueriedSeries>();
  for (const one of series) {
    const { target } = one.labels;
    if (target !== undefined) found.set(target, [...(found.get(target) ?? []), one]);
  }
  return found;
}
