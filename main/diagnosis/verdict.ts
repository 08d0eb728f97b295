import type { Finding, HealthLevel, Verdict } from '../contract/verdict';
import { collectorsFinding, failsAsAWhole, ofTheNetwork } from './collector-rules';
import { deliveryFindings, failureEvidence, isCutOff } from './delivery-rules';
import { deliveryKey, type Memory, noMemory, remember, targetKey } from './memory';
import { pathFindings } from './path-rules';
import { quietFinding } from './quiet';
import type { Told } from './scene';
import type { DestinationSeen, Situation } from './situation';
import { sightOf, type TargetSight } from './target-sight';
import { resending, tcpFindings } from './tcp-rules';

/** What was said, and what it rests on. */
export interface Judgement {
  readonly memory: Memory;
  readonly verdict: Verdict;
}

/**
 * Looks once: what is wrong now, and what to remember for the next look. Cycles that were seen before change nothing, so it may be
 * called as often as anything may have changed.
 */
export function observe(before: Memory, situation: Situation, nowMs: number): Judgement {
  // What was measured before a pause says nothing about what comes after it.
  const isStill = situation.asleep || !situation.monitoring;
  const memory = isStill ? noMemory : remember(before, situation, nowMs);
  const faults = isStill ? [] : faultsIn(memory, situation);
  const quiet = quietFinding(situation, faults.length > 0);
  if (!quiet) return { memory, verdict: verdictOf(faults) };
  const sinceMs = before.quiet?.code === quiet.code ? before.quiet.sinceMs : nowMs;
  return {
    memory: { ...memory, quiet: { code: quiet.code, sinceMs } },
    verdict: verdictOf([...faults, { ...quiet, sinceMs }]),
  };
}

const ranks: Readonly<Record<HealthLevel, number>> = { failing: 0, trouble: 1, paused: 2, ok: 3 };

/** The worst first; of equal ones what is nearer to this machine. */
function verdictOf(findings: readonly Finding[]): Verdict {
  const sorted = [...findings].sort((a, b) => ranks[a.level] - ranks[b.level]);
  return { level: sorted[0]?.level ?? 'ok', findings: sorted };
}

function faultsIn(memory: Memory, situation: Situation): readonly Finding[] {
  const told = pathFindings({
    known: sightsOf(memory, situation),
    link: situation.link,
    noNetworkSinceMs: memory.link.sinceMs,
  });
  const collectors = collectorsFinding(situation.collectors, memory.collectors);
  return [
    ...withConsequences(told, situation, resending(memory.tcp)),
    ...tcpFindings(memory.tcp, situation.holders),
    ...deliveriesOf(memory, situation, told),
    ...(collectors ? [collectors] : []),
  ];
}

/** Those that can be judged. Targets that could not be probed since their whole collector fails are told by that. */
function sightsOf(memory: Memory, { targets, collectors }: Situation): readonly TargetSight[] {
  const failing = new Set(collectors.filter(failsAsAWhole).map(({ id }) => id));
  const isToldByCollector = ({ condition, collector }: TargetSight) =>
    condition.kind === 'not_probed' && !ofTheNetwork.has(condition.obstacle) && failing.has(collector);
  return targets
    .flatMap((target) => {
      const known = memory.targets.get(targetKey(target));
      return known ? [sightOf(target, known)] : [];
    })
    .filter((sight) => sight.condition.kind !== 'unknown' && !isToldByCollector(sight));
}

/** What suffers from a fault on the way is more evidence for it: pushes that do not get there, segments that are sent again. */
function withConsequences(
  told: readonly Told[],
  { destinations }: Situation,
  resent: Finding | undefined,
): readonly Finding[] {
  const ofResending = told.find(({ reaches }) => reaches.length > 0);
  const findings = told.map((one) => {
    const cutOff = destinations.filter((destination) => cutOffBy(told, destination) === one);
    const segments = one === ofResending ? (resent?.evidence ?? []) : [];
    const { finding } = one;
    return { ...finding, evidence: [...finding.evidence, ...cutOff.flatMap(failureEvidence), ...segments] };
  });
  return resent && !ofResending ? [...findings, resent] : findings;
}

function cutOffBy(told: readonly Told[], destination: DestinationSeen): Told | undefined {
  return told.find(({ reaches }) => isCutOff(destination, reaches));
}

function deliveriesOf(
  memory: Memory,
  { destinations }: Situation,
  told: readonly Told[],
): readonly Finding[] {
  const active = destinations.filter(({ state }) => state !== 'paused').length;
  const deliveries = destinations
    .filter((destination) => !cutOffBy(told, destination))
    .flatMap((destination) => {
      const known = memory.deliveries.get(deliveryKey(destination));
      return known ? [{ destination, memory: known }] : [];
    });
  return deliveryFindings(deliveries, active);
}
