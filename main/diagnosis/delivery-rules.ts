import type { Evidence, Finding, HealthLevel } from '../contract/verdict';
import { type Segment, segmentOfUrl } from './segment';
import type { DestinationSeen } from './situation';
import { freshWatch, look, type Watch } from './watch';

/** What is remembered of one delivery. */
export interface DeliveryMemory {
  readonly pushId: number;
  readonly samples: number;
  readonly growth: Watch;
  /** Since when it is held back. */
  readonly heldSinceMs?: number;
}

/** A push that failed once may arrive at the next try; one that is refused will be refused again. */
const leastFailures = 2;
const passing = new Set(['unreachable', 'timeout', 'server_error', 'aborted']);
/** What a fault of the network does to a push. */
const networkFailures = new Set(['unreachable', 'timeout']);

export function watchDelivery(
  before: DeliveryMemory | undefined,
  { state, lastPush, backlog }: DestinationSeen,
  nowMs: number,
): DeliveryMemory {
  const samples = backlog?.samples ?? 0;
  const pushId = lastPush?.id ?? 0;
  const held = state === 'held' ? { heldSinceMs: before?.heldSinceMs ?? nowMs } : {};
  if (!before) return { pushId, samples, growth: freshWatch, ...held };
  if (before.pushId === pushId) return { pushId, samples: before.samples, growth: before.growth, ...held };
  const badness = samples > before.samples ? 1 : 0;
  return {
    pushId,
    samples,
    growth: look(before.growth, { atMs: lastPush?.atMs ?? nowMs, badness }),
    ...held,
  };
}

type DeliveryFinding = Extract<
  Finding,
  { code: 'pushes_fail' | 'pushes_held' | 'clock_skew' | 'backlog_grows' }
>;

export interface Delivering {
  readonly destination: DestinationSeen;
  readonly memory: DeliveryMemory;
}

/** Fails for good, as far as its tries tell. */
function isFailing({ state, consecutiveFailures, failureCode = '' }: DestinationSeen): boolean {
  return state === 'failing' && (consecutiveFailures >= leastFailures || !passing.has(failureCode));
}

/** Whether a fault that reaches these segments is why it fails. */
export function isCutOff(destination: DestinationSeen, reached: readonly Segment[]): boolean {
  const { url, failureCode = '' } = destination;
  return isFailing(destination) && networkFailures.has(failureCode) && reached.includes(segmentOfUrl(url));
}

/** What keeps metrics from arriving; `active` is how many deliveries are not switched off. */
export function deliveryFindings(deliveries: readonly Delivering[], active: number): readonly Finding[] {
  const bad = deliveries.filter(({ destination }) => isFailing(destination) || destination.state === 'held');
  const level = bad.length === active ? 'failing' : 'trouble';
  return oneForEach(deliveries.flatMap((delivering) => findingOf(delivering, level) ?? []));
}

/** A destination that pushes to several addresses has a delivery for each: what is wrong with all of them is said once. */
function oneForEach(findings: readonly DeliveryFinding[]): readonly Finding[] {
  const merged = new Map<string, DeliveryFinding>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.values.destination}`;
    const { evidence = [], sinceMs = finding.sinceMs } = merged.get(key) ?? {};
    merged.set(key, {
      ...finding,
      sinceMs: Math.min(sinceMs, finding.sinceMs),
      evidence: [...evidence, ...finding.evidence],
    });
  }
  return [...merged.values()];
}

function findingOf({ destination, memory }: Delivering, level: HealthLevel): DeliveryFinding | undefined {
  const { id, url, state, failureCode = 'refused', failingSinceMs, lastPush, backlog } = destination;
  if (isFailing(destination)) {
    const status = lastPush?.status === undefined ? {} : { status: lastPush.status };
    return {
      code: 'pushes_fail',
      level,
      sinceMs: failingSinceMs ?? lastPush?.atMs ?? 0,
      values: { destination: id, failure: failureCode, ...status },
      evidence: failureEvidence(destination),
    };
  }
  if (state === 'held' && memory.heldSinceMs !== undefined) {
    const sinceMs = failingSinceMs ?? memory.heldSinceMs;
    const evidence: Evidence[] = [
      { code: 'held', values: { destination: id, url } },
      ...standing(destination),
    ];
    if (failureCode === 'clock_skew') {
      return { code: 'clock_skew', level, sinceMs, values: { destination: id }, evidence };
    }
    return {
      code: 'pushes_held',
      level,
      sinceMs,
      values: { destination: id, reason: failureCode },
      evidence,
    };
  }
  if (memory.growth.sinceMs !== undefined && backlog && state === 'ok') {
    return {
      code: 'backlog_grows',
      level: 'trouble',
      sinceMs: memory.growth.sinceMs,
      values: { destination: id, samples: backlog.samples },
      evidence: standing(destination),
    };
  }
  return undefined;
}

export function failureEvidence(destination: DestinationSeen): readonly Evidence[] {
  const { id, url, failureCode = 'refused', consecutiveFailures, lastPush } = destination;
  const status = lastPush?.status === undefined ? {} : { status: lastPush.status };
  const values = { destination: id, url, failure: failureCode, ...status, failures: consecutiveFailures };
  return [{ code: 'push_failed', values }, ...standing(destination)];
}

/** What has arrived, and what has not. */
function standing({ id, lastSuccessAtMs, backlog }: DestinationSeen): Evidence[] {
  const { samples = 0, oldestAtMs } = backlog ?? {};
  const oldest = oldestAtMs === undefined ? {} : { oldestAtMs };
  return [
    ...(lastSuccessAtMs === undefined
      ? []
      : [{ code: 'last_delivered', values: { destination: id, atMs: lastSuccessAtMs } } as const]),
    ...(samples === 0 ? [] : [{ code: 'backlog', values: { destination: id, samples, ...oldest } } as const]),
  ];
}
