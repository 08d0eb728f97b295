import type { Line } from '../../charts/columns';
import { increaseOf } from '../../charts/rates';
import { highest, jitterOf, lowest, mean, numbersIn, quantile, usualStep } from '../../charts/statistics';
import type { View } from '../../charts/view';
import type { TargetSeries } from './target-series';

/** Figures of the stretch that is shown. Seconds and shares; what cannot be said is absent. Pure. */
export interface TargetStatistics {
  readonly min?: number;
  readonly median?: number;
  readonly p95?: number;
  readonly max?: number;
  readonly jitter?: number;
  readonly loss?: number;
  /** Values that median and p95 are made from. */
  readonly samples: number;
  /** Of a ping: packets of the whole stretch. */
  readonly packets?: { readonly sent: number; readonly lost: number };
  /** Present where each value stands for more than a cycle: for how long a time. */
  readonly stepMs?: number;
}

export function targetStatistics(series: TargetSeries, view: View, intervalMs: number): TargetStatistics {
  const seen = (line: Line) => numbersIn(cut(line, view).values);
  const middle = seen(series.middle);
  const best = seen(series.best);
  const worst = seen(series.worst);
  const jitters = seen(series.jitter);
  const packets = packetsOf(series, view);
  const stepMs = usualStep(cut(series.loss, view).timesMs);
  return present({
    min: lowest(best),
    median: quantile(middle, 0.5),
    p95: quantile(middle, 0.95),
    max: highest(worst),
    jitter: mean(jitters) ?? jitterOf(middle),
    loss: packets ? packets.lost / packets.sent : mean(seen(series.loss)),
    samples: middle.length,
    packets,
    stepMs: stepMs !== undefined && stepMs > 1.5 * intervalMs ? stepMs : undefined,
  });
}

function present(
  all: { [Key in keyof TargetStatistics]-?: TargetStatistics[Key] | undefined },
): TargetStatistics {
  const known = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as unknown as TargetStatistics;
}

function packetsOf({ sent, received }: TargetSeries, view: View): TargetStatistics['packets'] {
  const grown = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + increaseOf(cut(line, view)), 0);
  const all = grown(sent);
  if (all === 0) return undefined;
  return { sent: all, lost: Math.max(0, all - grown(received)) };
}

function cut({ timesMs, values }: Line, { fromMs, toMs }: View): Line {
  const first = timesMs.findIndex((atMs) => atMs >= fromMs);
  if (first < 0) return { timesMs: [], values: [] };
  const after = timesMs.findIndex((atMs) => atMs > toMs);
  const end = after < 0 ? timesMs.length : after;
  return { timesMs: timesMs.slice(first, end), values: values.slice(first, end) };
}
