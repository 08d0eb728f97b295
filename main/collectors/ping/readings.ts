import type { ProbeOutcome, Problem, ProblemCode, TargetReading } from '../collector';
import { problemsOfTargets } from '../problem';
import { lossRatio, summarizeRtt } from './burst';
import type { Probe, ProbeFailureCode } from './probe';

/**
 * What a failed probe is called among targets and, where Pushtray itself was kept from measuring, among problems: a name without an
 * address and an address without a route are told of the target, as one that is down is.
 */
const names: Readonly<Record<ProbeFailureCode, readonly [ProbeOutcome, ProblemCode?]>> = {
  no_ping_program: ['no_program', 'no_ping_program'],
  permission: ['permission', 'permission'],
  no_route: ['no_route'],
  unresolvable: ['unresolvable'],
  bad_output: ['failed', 'bad_output'],
  not_started: ['failed', 'internal'],
  no_source: ['failed', 'no_source'],
  timeout: ['failed', 'timeout'],
  skipped: ['skipped', 'timeout'],
  begun: ['skipped'],
};

/** None as long as nothing can be known. Of a target that is pinged over IPv4 and IPv6, the worse one: that is the one to hear of. */
export function readingOf(probes: readonly Probe[]): TargetReading[] {
  return probes
    .filter(({ result }) => result.ok || result.error.code !== 'begun')
    .map(readingOfOne)
    .sort((a, b) => badness(b) - badness(a))
    .slice(0, 1);
}

function readingOfOne({ target, address, result }: Probe): TargetReading {
  const about = { name: target.name, host: target.host, ...(address ? { ip: address.ip } : {}) };
  if (!result.ok) return { ...about, outcome: names[result.error.code][0], reason: result.error.message };
  const { sent, remark } = result.value;
  const rtt = summarizeRtt(result.value);
  const measured = { ...about, lossRatio: lossRatio(result.value) };
  if (rtt) {
    const jitter = rtt.jitter === undefined ? {} : { jitterSeconds: rtt.jitter };
    return { ...measured, outcome: 'reply', rttSeconds: rtt.mean, ...jitter };
  }
  const packets = sent === 1 ? '1 packet' : `${sent} packets`;
  return { ...measured, outcome: 'loss', reason: `No reply to ${packets}${remark ? `: ${remark}` : ''}.` };
}

/** What was not measured is worse than any loss. */
function badness({ lossRatio: lost = 2 }: TargetReading): number {
  return lost;
}

export function problemsOf(probes: readonly Probe[]): Problem[] {
  const failures = probes.flatMap(({ target, result }) => {
    const code = result.ok ? undefined : names[result.error.code][1];
    return result.ok || !code ? [] : [{ target: target.name, failure: { ...result.error, code } }];
  });
  return problemsOfTargets(failures);
}
