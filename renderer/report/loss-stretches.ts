import { isGapBefore, silenceFromMs } from '../charts/gaps';
import type { Cycle } from './cycles';
import { longestStepMs, type Outage, type Range } from './outages';

/** A while in which some packets were lost and some came back, from the first cycle that lost any. */
export interface LossStretch extends Range {
  /** `answered`: `toMs` is the first cycle after it, of which all came back or with which an outage began. Else as of an outage. */
  readonly end: Outage['end'];
  readonly packetsSent: number;
  readonly packetsLost: number;
}

/**
 * What makes a stretch: so many packets were lost, and so large a share of those that were sent. It goes on over fewer than `inARow`
 * packets that came back; as many lost in a row are an outage, which ends it and is told of its own.
 */
export const lossRule = { fewestLost: 5, smallestRatio: 0.03, inARow: 30 } as const;

/** In time order, none of them across a gap. Only pings have any: what sends no packets to count is up or has an outage. */
export function lossStretchesOf(cycles: readonly Cycle[], range: Range): readonly LossStretch[] {
  const longestMs = longestStepMs(cycles);
  const stretches: LossStretch[] = [];
  let open: Run[] = [];
  const close = (unanswered: UnansweredEnd, endMs?: number) => {
    stretches.push(...stretchOf(open, unanswered, endMs));
    open = [];
  };
  const counted = cycles.flatMap(countedOf);
  const timesMs = counted.map(({ fromMs }) => fromMs);
  for (const run of runsOf(counted, (index) => isGapBefore(timesMs, index, longestMs))) {
    if (run.isAfterGap) close('unknown');
    if (run.kind !== 'lossy' && run.sent >= lossRule.inARow) close('unknown', run.fromMs);
    else open.push(run);
  }
  const lastMs = open.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY;
  close(range.toMs - lastMs <= silenceFromMs(timesMs, timesMs.length, longestMs) ? 'lasting' : 'unknown');
  return stretches;
}

type UnansweredEnd = Exclude<LossStretch['end'], 'answered'>;

/** Cycles of one kind, one after the other: nothing was lost in them or next to nothing, some packets, or all. */
interface Run extends Range {
  readonly kind: 'good' | 'lossy' | 'dark';
  readonly sent: number;
  readonly lost: number;
  readonly isAfterGap: boolean;
}

/** A cycle whose number of packets is not known counts for nothing. */
function countedOf({ atMs, lossRatio, packetsSent }: Cycle): Run[] {
  if (lossRatio === undefined || packetsSent === undefined || packetsSent === 0) return [];
  const lost = Math.round(lossRatio * packetsSent);
  const kind = lost === packetsSent ? 'dark' : isLossy(lost, packetsSent) ? 'lossy' : 'good';
  return [{ fromMs: atMs, toMs: atMs, kind, sent: packetsSent, lost, isAfterGap: false }];
}

/** A lone packet of hundreds is none of a stretch: so many may be in a minute, of which history keeps one value. */
function isLossy(lost: number, sent: number): boolean {
  return lost > 0 && lost / sent >= lossRule.smallestRatio;
}

function runsOf(cycles: readonly Run[], isGapBeforeIt: (index: number) => boolean): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, cycle] of cycles.entries()) {
    const last = runs.at(-1);
    const isAfterGap = isGapBeforeIt(index);
    if (last?.kind !== cycle.kind || isAfterGap) runs.push({ ...cycle, isAfterGap });
    else runs[runs.length - 1] = joined(last, cycle);
  }
  return runs;
}

function joined(run: Run, next: Run): Run {
  return { ...run, toMs: next.toMs, sent: run.sent + next.sent, lost: run.lost + next.lost };
}

/** Of these, from the first that lost packets to the last; none where they do not make one. `endMs` is when what follows them began. */
function stretchOf(runs: readonly Run[], unanswered: UnansweredEnd, endMs?: number): readonly LossStretch[] {
  const isBad = runs.map(({ kind }) => kind !== 'good');
  const [first, ...others] = runs.slice(isBad.indexOf(true), isBad.lastIndexOf(true) + 1);
  if (first === undefined) return [];
  const { fromMs, toMs: lastMs, sent, lost } = others.reduce(joined, first);
  if (lost < lossRule.fewestLost || lost === sent || lost / sent < lossRule.smallestRatio) return [];
  const after = runs[isBad.lastIndexOf(true) + 1]?.fromMs ?? endMs;
  return [
    {
      fromMs,
      toMs: after ?? lastMs,
      end: after === undefined ? unanswered : 'answered',
      packetsSent: sent,
      packetsLost: lost,
    },
  ];
}
