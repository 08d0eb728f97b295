import { useCallback } from 'react';
import { rowAt } from '../../charts/columns';
import type { ReadValue } from '../../charts/reading';
import { useFormat, useTexts } from '../../texts/texts';
import type { NamedLine, TargetSeries } from './target-series';
import { place, type TargetShapes } from './target-shapes';

/** What a target's charts show in one column, in words and figures. */
export function useTargetReading(
  kind: string,
  series: TargetSeries,
  { rows, gapMs }: TargetShapes,
): (row: number) => readonly ReadValue[] {
  const { target } = useTexts();
  const format = useFormat();
  return useCallback(
    (row) => {
      const at = (index: number) => rows.lines[index]?.[row] ?? undefined;
      const isPing = kind === 'ping';
      const values: (ReadValue | undefined)[] = [
        said(isPing ? target.median : target.mean, at(place.middle), format.rtt),
        spreadOf(target.spread, [at(place.best), at(place.worst)], (low, high) =>
          target.spreadOf(format.rtt(low), format.rtt(high)),
        ),
        said(isPing ? target.loss : target.failureChart, at(place.loss), format.percent),
        said(target.jitter, at(place.jitter), format.rtt),
        ...series.phases.map(({ name }, index) =>
          said(target.phases[name] ?? name, at(place.phases + index), format.rtt),
        ),
        statusOf(series, rows.timesMs[row] ?? 0, gapMs, target.status),
        reasonOf(series.reasons, rows.timesMs[row] ?? 0, { gapMs, target }),
      ];
      return values.filter((value) => value !== undefined);
    },
    [kind, series, rows, gapMs, target, format],
  );
}

function said(label: string, value: number | undefined, write: (value: number) => string) {
  return value === undefined ? undefined : { label, value: write(value) };
}

function spreadOf(
  label: string,
  [low, high]: readonly [number | undefined, number | undefined],
  write: (low: number, high: number) => string,
): ReadValue | undefined {
  if (low === undefined || high === undefined || low === high) return undefined;
  return { label, value: write(low, high) };
}

function statusOf(
  { status }: TargetSeries,
  atMs: number,
  gapMs: number,
  label: string,
): ReadValue | undefined {
  const index = rowAt(status.timesMs, atMs, gapMs / 4);
  const value = index === undefined ? null : (status.values[index] ?? null);
  return value === null ? undefined : { label, value: String(value) };
}

function reasonOf(
  reasons: readonly NamedLine[],
  atMs: number,
  { gapMs, target }: { readonly gapMs: number; readonly target: ReturnType<typeof useTexts>['target'] },
): ReadValue | undefined {
  const value = wordsOf(reasonsAt(reasons, atMs, gapMs / 4), target);
  return value === '' ? undefined : { label: target.failed, value };
}

/** Why the target could not be probed at a moment at which nothing was measured, as a sentence. */
export function useWhyNotProbed(
  { reasons }: TargetSeries,
  { gapMs }: TargetShapes,
): (atMs: number) => string | undefined {
  const { target, charts } = useTexts();
  return useCallback(
    (atMs) => {
      const words = wordsOf(reasonsAt(reasons, atMs, gapMs / 2), target);
      return words === '' ? undefined : charts.notProbed(words);
    },
    [reasons, gapMs, target, charts],
  );
}

function reasonsAt(reasons: readonly NamedLine[], atMs: number, reachMs: number): readonly string[] {
  return reasons.flatMap(({ name, timesMs, values }) => {
    const row = rowAt(timesMs, atMs, reachMs);
    return row === undefined || values[row] === null ? [] : [name];
  });
}

function wordsOf(reasons: readonly string[], target: ReturnType<typeof useTexts>['target']): string {
  return reasons.map((name) => target.reasons[name] ?? name).join(', ');
}
