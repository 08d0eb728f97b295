import type { Mark } from '../../main/contract/marks';
import type { PushSummary } from '../../main/contract/state';
import type { Span } from '../charts/spans';
import { highest, lowest, mean, quantile } from '../charts/statistics';
import { targetKey } from '../state/recent';
import { type Cycle, type MeasuredTarget, measuredTargets, type TargetSeries } from './cycles';
import { type LossStretch, lossStretchesOf } from './loss-stretches';
import { cycleEveryMs, fewestSteps, gapsOf, type Outage, outagesOf, type Range } from './outages';
import { type PushesReport, pushesReport } from './report-pushes';
import { type TcpReport, type TcpSeries, tcpReport } from './report-tcp';
import { type SlowStretch, slowStretchesOf } from './slow-stretches';

/** What main was asked for. */
export interface ReportSource extends TargetSeries, TcpSeries {
  readonly range: Range;
  readonly madeAtMs: number;
  readonly instance: string;
  readonly version: string;
  /** One value for so much time, where a cycle is shorter. */
  readonly stepMs: number;
  /** By `targetKey`: how often each target is probed that the settings still have. */
  readonly intervalsMs: Readonly<Record<string, number>>;
  /** Of the range, newest first. */
  readonly pushes: readonly PushSummary[];
  /** Oldest first; the first may be older than the range. */
  readonly marks: readonly Mark[];
}

/** What happened to this machine's network in a stretch of time. Times are milliseconds since 1970. */
export interface Report {
  readonly range: Range;
  readonly madeAtMs: number;
  readonly instance: string;
  readonly version: string;
  /** One value for so much time, where a cycle is shorter. */
  readonly stepMs: number;
  readonly targets: readonly ReportTarget[];
  readonly tcp?: TcpReport;
  readonly pushes: PushesReport;
  /** Of the range alone. */
  readonly marks: readonly Mark[];
}

export interface ReportTarget extends MeasuredTarget {
  /** Its collector's interval; where that is gone, the usual distance of two cycles to the second, if history is fine enough to tell. */
  readonly everyMs?: number;
  /** Absent when nothing came back. Median and p95 are of the cycles' means. */
  readonly rttSeconds?: Readonly<Record<'min' | 'median' | 'p95' | 'max', number>>;
  /** Absent when nothing was measured. */
  readonly lossRatio?: number;
  readonly outages: readonly Outage[];
  readonly lossStretches: readonly LossStretch[];
  readonly slowStretches: readonly SlowStretch[];
  readonly gaps: readonly Span[];
}

export function buildReport(source: ReportSource): Report {
  const { range, madeAtMs, instance, version, stepMs, marks } = source;
  const tcp = tcpReport(source);
  return {
    range,
    madeAtMs,
    instance,
    version,
    stepMs,
    targets: measuredTargets(source).map((target) => reportTarget(target, source)),
    ...(tcp && { tcp }),
    pushes: pushesReport(source.pushes),
    marks: marks.filter(({ atMs }) => atMs >= range.fromMs && atMs <= range.toMs),
  };
}

function reportTarget(target: MeasuredTarget, source: ReportSource): ReportTarget {
  const { range, marks, madeAtMs, intervalsMs, stepMs } = source;
  const { kind, name, cycles } = target;
  const everyMs = intervalsMs[targetKey(kind, name)] ?? usualEveryMs(cycles, stepMs);
  const lossRatio = mean(valuesOf(cycles, 'lossRatio'));
  const rttSeconds = rttOf(cycles);
  return {
    ...target,
    ...(everyMs !== undefined && { everyMs }),
    ...(rttSeconds && { rttSeconds }),
    ...(lossRatio !== undefined && { lossRatio }),
    outages: outagesOf(cycles, range, fewestSteps(stepMs, everyMs)),
    lossStretches: lossStretchesOf(cycles, range),
    slowStretches: slowStretchesOf(target, range),
    gaps: gapsOf(cycles, range, { marks, nowMs: madeAtMs }),
  };
}

function usualEveryMs(cycles: readonly Cycle[], stepMs: number): number | undefined {
  const everyMs = cycleEveryMs(cycles);
  return everyMs === undefined || everyMs <= stepMs ? undefined : Math.round(everyMs / 1000) * 1000;
}

function rttOf(cycles: readonly Cycle[]): ReportTarget['rttSeconds'] {
  const means = valuesOf(cycles, 'rttSeconds');
  const min = lowest([...valuesOf(cycles, 'bestSeconds'), ...means]);
  const max = highest([...valuesOf(cycles, 'worstSeconds'), ...means]);
  const [median, p95] = [quantile(means, 0.5), quantile(means, 0.95)];
  if (min === undefined || max === undefined || median === undefined || p95 === undefined) return undefined;
  return { min, median, p95, max };
}

function valuesOf(cycles: readonly Cycle[], field: Exclude<keyof Cycle, 'atMs'>): readonly number[] {
  return cycles.flatMap((cycle) => cycle[field] ?? []);
}
