import type { Span } from '../charts/spans';
import type { LossStretch } from './loss-stretches';
import type { Outage, Range } from './outages';
import type { Report, ReportTarget } from './report';
import type { SlowStretch } from './slow-stretches';
import { isoTime } from './time-zone';

/** The report for programs: times in ISO 8601 with offset, lengths in seconds; what was not measured is absent. */
export function reportJson(report: Report): string {
  const { range, madeAtMs, instance, version, stepMs, targets, tcp, pushes, marks } = report;
  const plain = {
    instance,
    ...timesOf(range),
    madeAt: isoTime(madeAtMs),
    madeBy: `Pushtray ${version}`,
    stepSeconds: stepMs / 1000,
    targets: targets.map(targetJson),
    ...(tcp && { tcp: { states: tcp.states, segments: tcp.segments, waitConnections: timed(tcp.wait) } }),
    pushes: {
      ...pushes,
      destinations: pushes.destinations.map(({ reasons, ...destination }) => ({
        ...destination,
        reasons: reasons.map(({ firstAtMs, lastAtMs, ...reason }) => ({
          ...reason,
          first: isoTime(firstAtMs),
          last: isoTime(lastAtMs),
        })),
      })),
    },
    marks: timed(marks),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function targetJson({
  name,
  kind,
  ips,
  everyMs,
  rttSeconds,
  lossRatio,
  outages,
  lossStretches,
  slowStretches,
  gaps,
  cycles,
  unprobed,
}: ReportTarget) {
  return {
    name,
    kind,
    ips,
    ...(everyMs !== undefined && { cycleSeconds: everyMs / 1000 }),
    ...(rttSeconds && { rttSeconds }),
    ...(lossRatio !== undefined && { lossRatio }),
    outages: outages.map(outageJson),
    lossStretches: lossStretches.map(lossJson),
    slowStretches: slowStretches.map(slowJson),
    notMeasured: gaps.map(gapJson),
    ...(unprobed.length > 0 && { notProbedFor: unprobed }),
    cycles: timed(cycles),
  };
}

function gapJson({ silence, ...range }: Span) {
  return { ...timesOf(range), ...(silence !== 'unmeasured' && { reason: silence }) };
}

function outageJson(outage: Outage) {
  return { ...stretchJson(outage), cycles: outage.cycles };
}

function lossJson(stretch: LossStretch) {
  const { packetsSent, packetsLost } = stretch;
  return { ...stretchJson(stretch), packetsSent, packetsLost };
}

function slowJson(stretch: SlowStretch) {
  const { rttSeconds, usualSeconds } = stretch;
  return { ...stretchJson(stretch), medianSeconds: rttSeconds, usualSeconds };
}

function stretchJson({ fromMs, toMs, end }: Range & Pick<Outage, 'end'>) {
  return {
    ...timesOf({ fromMs, toMs }),
    seconds: (toMs - fromMs) / 1000,
    isEndKnown: end === 'answered',
  };
}

function timesOf({ fromMs, toMs }: Range) {
  return { from: isoTime(fromMs), to: isoTime(toMs) };
}

function timed<T extends { readonly atMs: number }>(items: readonly T[]) {
  return items.map(({ atMs, ...item }) => ({ time: isoTime(atMs), ...item }));
}
