import type { CallOutput } from '../../main/contract/contract';
import { cyclesOfSilence, isGapBefore } from '../charts/gaps';
import { usualStep } from '../charts/statistics';

export type Series = CallOutput<'samples.query'>['series'][number];

/** What one cycle measured of one target; what it did not is absent. */
export interface Cycle {
  readonly atMs: number;
  readonly bestSeconds?: number;
  readonly rttSeconds?: number;
  readonly worstSeconds?: number;
  /** Share of the packets that did not come back; of probes other than ping 0 or 1. */
  readonly lossRatio?: number;
  /** Of a ping; absent where the count before it is not known. */
  readonly packetsSent?: number;
}

export interface MeasuredTarget {
  readonly name: string;
  /** `ping`, `http`, … */
  readonly kind: string;
  /** Addresses that it had. */
  readonly ips: readonly string[];
  /** In time order. */
  readonly cycles: readonly Cycle[];
  /** Why it could not be pinged at times, as codes. */
  readonly unprobed: readonly string[];
}

/** What main was asked for of targets; each series in time order. */
export interface TargetSeries {
  readonly rttBest: readonly Series[];
  readonly rttMean: readonly Series[];
  readonly rttWorst: readonly Series[];
  readonly loss: readonly Series[];
  /** A counter. */
  readonly packetsSent: readonly Series[];
  /** With a label `reason`. */
  readonly pingFailures: readonly Series[];
  readonly probeSuccess: readonly Series[];
  readonly probeDuration: readonly Series[];
}

/** Of a time of which nothing is known. */
export const noTargetSeries: TargetSeries = {
  rttBest: [],
  rttMean: [],
  rttWorst: [],
  loss: [],
  packetsSent: [],
  pingFailures: [],
  probeSuccess: [],
  probeDuration: [],
};

type Field = Exclude<keyof Cycle, 'atMs'>;
type Values = { -readonly [F in Field]?: number };

interface Gathered {
  readonly name: string;
  readonly kind: string;
  readonly ipVersion: string;
  readonly ips: Set<string>;
  readonly cycles: Map<number, Values & { readonly atMs: number }>;
}

/** The cycles of every target. One whose address changed stays one; IPv4 and IPv6 of the same target are two. */
export function measuredTargets(series: TargetSeries): readonly MeasuredTarget[] {
  const targets = new Map<string, Gathered>();
  const gather = (
    all: readonly Series[],
    field: Field,
    from: (value: number) => number = (value) => value,
  ) => {
    for (const one of all)
      gatherSeries(targets, one, (cycle, value) => {
        cycle[field] = from(value);
      });
  };
  gather(series.rttBest, 'bestSeconds');
  gather(series.rttMean, 'rttSeconds');
  gather(series.rttWorst, 'worstSeconds');
  gather(series.loss, 'lossRatio');
  for (const one of series.packetsSent) gatherPackets(targets, one);
  gather(series.probeSuccess, 'lossRatio', (up) => 1 - up);
  gather(series.probeDuration, 'rttSeconds');
  gatherUnmeasured(targets, series.pingFailures);
  return [...targets.values()].map((target) => ({
    name: target.name,
    kind: target.kind,
    ips: [...target.ips],
    cycles: [...target.cycles.values()]
      .sort((a, b) => a.atMs - b.atMs)
      .map(withoutFailedDuration(target.kind)),
    unprobed: reasonsOf(series.pingFailures, target),
  }));
}

/** Those of which nothing is known but why. */
function gatherUnmeasured(targets: Map<string, Gathered>, failures: readonly Series[]): void {
  const known = new Set([...targets.values()].flatMap(({ kind, name }) => (kind === 'ping' ? [name] : [])));
  for (const { labels } of failures) {
    const { target: name = '' } = labels;
    if (known.has(name)) continue;
    known.add(name);
    targets.set(`ping\n${name}\n`, {
      name,
      kind: 'ping',
      ipVersion: '',
      ips: new Set(),
      cycles: new Map(),
    });
  }
}

/** A name that has no address has none of either version. */
function reasonsOf(failures: readonly Series[], { kind, name, ipVersion }: Gathered): readonly string[] {
  if (kind !== 'ping') return [];
  const own = failures.filter(({ labels: { target, ip_version: version = ipVersion } }) => {
    return target === name && (version === ipVersion || ipVersion === '');
  });
  return [...new Set(own.flatMap(({ labels }) => labels['reason'] ?? []))];
}

function gatherSeries(
  targets: Map<string, Gathered>,
  { labels, timesMs, values }: Series,
  put: (cycle: Values, value: number) => void,
): void {
  const { target: name = '', kind = 'ping', ip, ip_version: ipVersion = '' } = labels;
  const key = keyOf(labels);
  const target = targets.get(key) ?? { name, kind, ipVersion, ips: new Set(), cycles: new Map() };
  targets.set(key, target);
  if (ip !== undefined) target.ips.add(ip);
  timesMs.forEach((atMs, index) => {
    const value = values[index];
    if (value === undefined || value === null) return;
    const cycle = target.cycles.get(atMs) ?? { atMs };
    target.cycles.set(atMs, cycle);
    put(cycle, value);
  });
}

/** What the counter grew by from one cycle to the next. Over a gap it may have counted several. */
function gatherPackets(targets: Map<string, Gathered>, { labels, timesMs, values }: Series): void {
  const cycles = targets.get(keyOf(labels))?.cycles;
  const longestMs = cyclesOfSilence * (usualStep(timesMs) ?? 0);
  timesMs.forEach((atMs, index) => {
    const cycle = cycles?.get(atMs);
    const [before, value] = [values[index - 1] ?? undefined, values[index] ?? undefined];
    if (cycle === undefined || before === undefined || value === undefined || value < before) return;
    if (!isGapBefore(timesMs, index, longestMs)) cycle.packetsSent = value - before;
  });
}

function keyOf({ kind = 'ping', target = '', ip_version: ipVersion = '' }: Series['labels']): string {
  return `${kind}\n${target}\n${ipVersion}`;
}

/** History of an older Pushtray holds the times of failed probes too, which are no round trips: they go where none succeeded. */
function withoutFailedDuration(kind: string): (cycle: Cycle) => Cycle {
  return (cycle) => {
    if (kind === 'ping' || cycle.lossRatio !== 1) return cycle;
    const { rttSeconds: _duration, ...rest } = cycle;
    return rest;
  };
}
