import type { Failure } from '../../outcome';
import type { ProbeOutcome, Problem, ProblemCode, TargetReading } from '../collector';
import { problemOf } from '../problem';
import { lossRatio, summarizeRtt } from './burst';
import type { Probe, ProbeFailureCode } from './probe';

/** What a failed probe is called among targets and among problems. */
const names: Readonly<Record<ProbeFailureCode, readonly [ProbeOutcome, ProblemCode]>> = {
  no_ping_program: ['no_program', 'no_ping_program'],
  permission: ['permission', 'permission'],
  no_route: ['no_route', 'no_route'],
  unresolvable: ['unresolvable', 'unresolvable'],
  bad_output: ['failed', 'bad_output'],
  not_started: ['failed', 'internal'],
  no_source: ['failed', 'no_source'],
  timeout: ['failed', 'timeout'],
  skipped: ['skipped', 'timeout'],
};

export function readingOf({ target, address, result }: Probe): TargetReading {
  const about = { name: target.name, host: target.host, ...(address ? { ip: address.ip } : {}) };
  if (!result.ok) return { ...about, outcome: names[result.error.code][0], reason: result.error.message };
  const { sent, replies, remark } = result.value;
  const rtt = summarizeRtt(replies);
  const measured = { ...about, lossRatio: lossRatio(result.value) };
  if (rtt) return { ...measured, outcome: 'reply', rttSeconds: rtt.mean };
  const packets = sent === 1 ? '1 packet' : `${sent} packets`;
  return { ...measured, outcome: 'loss', reason: `No reply to ${packets}${remark ? `: ${remark}` : ''}.` };
}

/**
 * A target that could not be measured makes the cycle fail, so that the collector's success tells the truth;
 * one that is down does not. What keeps several targets from being measured is said once, without a target.
 */
export function problemsOf(probes: readonly Probe[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { target, result } of probes) {
    if (result.ok) continue;
    const failure: Failure<ProblemCode> = { ...result.error, code: names[result.error.code][1] };
    const key = `${failure.code} ${failure.message}`;
    problems.set(key, problemOf(failure, problems.has(key) ? undefined : target.name));
  }
  return [...problems.values()];
}
