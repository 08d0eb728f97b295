import type { CallOutput, CheckedInput } from '../../main/contract/contract';
import type { Mark } from '../../main/contract/marks';
import { fakeSeries, type MadeSeries } from './fake-series';
import { fakeSilences, isSilent } from './fake-silences';

/** What history would answer about a month of a busy laptop, the same at every run. */

export const cycleMs = 5000;
/** The newest cycle was over this long ago. */
const newestMs = 2000;
/** Of a step that holds more cycles, so many are looked at. */
const looksAStep = 12;

type Query = CheckedInput<'samples.query'>;
type Answer = CallOutput<'samples.query'>['series'];

export function fakeSamples(query: Query, nowMs: number): Answer {
  const made = fakeSeries[query.metric]?.() ?? [];
  const steps = stepsOf(query, nowMs);
  return made
    .filter(({ labels }) => Object.entries(query.labels).every(([name, value]) => labels[name] === value))
    .flatMap((series) => {
      const points = pointsOf(series, query, steps);
      if (points.length === 0) return [];
      return [
        {
          labels: series.labels,
          timesMs: points.map(({ atMs }) => atMs),
          values: points.map(({ value }) => value),
        },
      ];
    });
}

export function fakeMarks({ fromMs, toMs }: CheckedInput<'marks.list'>, nowMs: number): Mark[] {
  const marks = [...fakeSilences(nowMs).flatMap(({ marks: ends }) => ends), ...changes(nowMs)].sort(
    (a, b) => a.atMs - b.atMs,
  );
  const before = marks.filter(({ atMs }) => atMs < fromMs).slice(-1);
  return [...before, ...marks.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)];
}

function changes(nowMs: number): Mark[] {
  const atMs = nowMs - 40 * 60_000;
  return [
    { atMs, kind: 'network_changed', from: 'eth0 10.0.4.31', to: 'wlan0 192.168.1.23' },
    { atMs: atMs + 1000, kind: 'gateway_changed', from: '10.0.4.1', to: '192.168.1.1' },
    { atMs: nowMs - 52 * 3_600_000, kind: 'gateway_changed', from: '192.168.178.1', to: '10.0.4.1' },
  ];
}

interface Point {
  readonly atMs: number;
  readonly value: number;
}

interface Step {
  readonly atMs: number;
  /** How many cycles ago those in it were that are looked at. */
  readonly agos: readonly number[];
  readonly cyclesAnAgo: number;
}

function pointsOf(series: MadeSeries, query: Query, steps: readonly Step[]): Point[] {
  let counted = 1000;
  return steps.flatMap(({ atMs, agos, cyclesAnAgo }) => {
    const values = agos.flatMap((ago) => series.at(ago) ?? []);
    if (values.length === 0) return [];
    if (series.isCounter) {
      counted += values.reduce((sum, value) => sum + value, 0) * cyclesAnAgo;
      return [{ atMs, value: counted }];
    }
    return reduced(values, query.reduce).map((value) => ({ atMs, value }));
  });
}

function stepsOf({ fromMs, toMs, maxPoints }: Query, nowMs: number): Step[] {
  const newest = Math.max(0, Math.ceil((nowMs - newestMs - toMs) / cycleMs));
  const oldest = Math.floor((nowMs - newestMs - fromMs) / cycleMs);
  const count = oldest - newest + 1;
  const cyclesAStep = Math.max(1, Math.ceil(count / maxPoints));
  const stride = Math.max(1, Math.floor(cyclesAStep / looksAStep));
  const steps: Step[] = [];
  for (let ago = oldest; ago >= newest; ago -= cyclesAStep) {
    const looks = Math.ceil(Math.min(cyclesAStep, ago - newest + 1) / stride);
    const agos = Array.from({ length: looks }, (_, index) => ago - index * stride).filter(
      (one) => !isSilent(timeOf(one, nowMs), nowMs),
    );
    if (agos.length > 0) steps.push({ atMs: timeOf(ago, nowMs), agos, cyclesAnAgo: stride });
  }
  return steps;
}

function timeOf(ago: number, nowMs: number): number {
  return nowMs - newestMs - ago * cycleMs;
}

function reduced(values: readonly number[], reduce: Query['reduce']): number[] {
  switch (reduce) {
    case 'min':
      return [Math.min(...values)];
    case 'max':
      return [Math.max(...values)];
    case 'mean':
      return [values.reduce((sum, value) => sum + value, 0) / values.length];
    case 'extremes':
      return [...new Set([Math.min(...values), Math.max(...values)])];
  }
}
