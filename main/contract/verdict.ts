import { z } from 'zod';
import { tcpStates } from '../metrics/tcp-states';

/** What is wrong now, as codes and values: words are made in texts/verdict-words.ts, in the reader's language. */

/** The tray's four icons. */
export const healthLevel = z.enum(['ok', 'trouble', 'failing', 'paused']);

/** Why a probe failed, as `probe_failure_info` says it, and `lost` for packets that did not come back. */
export const probeFailure = z.enum(['lost', 'refused', 'timeout', 'tls', 'broken_off', 'status', 'answer']);
/** Why a target could not be probed at all. */
export const probeObstacle = z.enum(['unresolvable', 'no_route', 'permission', 'no_program', 'failed']);
/** How this machine is joined to its network, where that is known. */
export const medium = z.enum(['wifi', 'wired', 'unknown']);
/** What lies before or behind what a finding is about. */
export const rest = z.enum(['fine', 'affected', 'unknown']);

const noValues = z.object({});
/** Some of several targets of one kind, by name. */
const some = z.object({
  targets: z.array(z.string()).min(1),
  of: z.number(),
  /** Of the first of them: another collector may have a target of that name too. */
  collector: z.string().exactOptional(),
});
const ratio = z.number().min(0).max(1);
const slow = z.object({ rttSeconds: z.number(), usualSeconds: z.number().exactOptional() });

/** What one part was seen to do: what a finding rests on. */
export const evidenceValues = {
  /** `of`: those that were probed, off ones left out. */
  targets_answer: z.object({ targets: z.number(), of: z.number() }),
  pushes_arrive: z.object({ destinations: z.number() }),
  collectors_measure: z.object({ collectors: z.number() }),
  first_cycles: z.object({ waiting: z.number() }),
  collectors_off: z.object({ collectors: z.number() }),
  /** Settings say so. */
  switched_off: z.object({ what: z.enum(['monitoring', 'pushing']) }),
  sleeping: noValues,

  no_default_route: noValues,
  device_down: z.object({ device: z.string() }),
  wifi_signal: z.object({ device: z.string(), signalDbm: z.number() }),

  /** Of the packets of so many cycles. */
  packets_lost: z.object({ target: z.string(), lossRatio: ratio, cycles: z.number() }),
  /** One probe a cycle. */
  probes_failed: z.object({
    target: z.string(),
    failed: z.number(),
    cycles: z.number(),
    reason: probeFailure.exactOptional(),
  }),
  no_answer: z.object({
    target: z.string(),
    /** In a row. */
    cycles: z.number(),
    reason: probeFailure.exactOptional(),
    lastAnswerAtMs: z.number().exactOptional(),
    /** Since when it answers again, as long as that may be chance. */
    againAtMs: z.number().exactOptional(),
  }),
  slow_answers: slow.extend({ target: z.string() }),
  not_probed: z.object({ target: z.string(), obstacle: probeObstacle }),
  /** Beside what is wrong. */
  answers_well: z.object({ target: z.string(), rttSeconds: z.number().exactOptional() }),

  connections: z.object({
    state: z.enum(tcpStates),
    connections: z.number(),
    usual: z.number().exactOptional(),
  }),
  /** Of the connections that there were at that moment. */
  held_by: z.object({
    pid: z.number(),
    name: z.string().exactOptional(),
    connections: z.number(),
    of: z.number(),
    atMs: z.number(),
  }),
  segments_resent: z.object({ resent: z.number(), sent: z.number(), overMs: z.number() }),
  connections_dropped: z.object({ dropped: z.number(), overMs: z.number() }),

  push_failed: z.object({
    destination: z.string(),
    url: z.string(),
    /** A failure's code: `unreachable`, `unauthorized`, … */
    failure: z.string(),
    status: z.number().exactOptional(),
    /** In a row. */
    failures: z.number(),
  }),
  last_delivered: z.object({ destination: z.string(), atMs: z.number() }),
  backlog: z.object({
    destination: z.string(),
    samples: z.number(),
    oldestAtMs: z.number().exactOptional(),
  }),
  held: z.object({ destination: z.string(), url: z.string() }),
  /** `reason`: the sentence that its page says too. */
  collector_problem: z.object({ collector: z.string(), reason: z.string() }),
} as const satisfies Record<string, z.ZodType>;

/** What can be said, from this machine outwards. */
export const findingValues = {
  all_well: noValues,
  starting: noValues,
  nothing_measured: noValues,
  monitoring_paused: noValues,
  pushing_paused: noValues,
  asleep: noValues,

  no_network: noValues,
  router_down: some.extend({ medium, beyond: rest }),
  router_loss: some.extend({ medium, beyond: rest, lossRatio: ratio }),
  router_slow: some.extend({ medium, beyond: rest }).extend(slow.shape),
  resolver_down: some,
  resolver_loss: some.extend({ lossRatio: ratio }),
  resolver_slow: some.extend(slow.shape),
  internet_down: some.extend({ router: rest }),
  internet_loss: some.extend({ router: rest, lossRatio: ratio }),
  internet_slow: some.extend({ router: rest }).extend(slow.shape),
  /** `others`: those targets that are not named. */
  targets_down: some.extend({ others: rest }),
  targets_loss: some.extend({ others: rest, lossRatio: ratio }),
  targets_slow: some.extend({ others: rest }).extend(slow.shape),
  targets_not_probed: some,

  tcp_pileup: z.object({
    state: z.enum(tcpStates),
    connections: z.number(),
    /** If one holds most of them; and how many, where there are still about as many as when it was asked. */
    process: z
      .object({ pid: z.number(), name: z.string().exactOptional(), connections: z.number().exactOptional() })
      .exactOptional(),
  }),
  tcp_resending: z.object({ resentRatio: ratio }),
  listen_drops: z.object({ dropped: z.number() }),

  pushes_fail: z.object({
    destination: z.string(),
    failure: z.string(),
    status: z.number().exactOptional(),
  }),
  pushes_held: z.object({ destination: z.string(), reason: z.string() }),
  clock_skew: z.object({ destination: z.string() }),
  backlog_grows: z.object({ destination: z.string(), samples: z.number() }),

  collectors_fail: z.object({ collectors: z.array(z.string()).min(1), of: z.number() }),
} as const satisfies Record<string, z.ZodType>;

export type FindingCode = keyof typeof findingValues;
export type EvidenceCode = keyof typeof evidenceValues;
export const findingCodes = Object.keys(findingValues) as readonly FindingCode[];
export const evidenceCodes = Object.keys(evidenceValues) as readonly EvidenceCode[];
export type FindingValues<C extends FindingCode> = z.infer<(typeof findingValues)[C]>;
export type EvidenceValues<C extends EvidenceCode> = z.infer<(typeof evidenceValues)[C]>;

export type Evidence = {
  [C in EvidenceCode]: { readonly code: C; readonly values: EvidenceValues<C> };
}[EvidenceCode];

export type Finding = {
  [C in FindingCode]: {
    readonly code: C;
    readonly level: HealthLevel;
    /** Milliseconds since 1970: since when it is so, as far as that was seen. */
    readonly sinceMs: number;
    readonly values: FindingValues<C>;
    readonly evidence: readonly Evidence[];
  };
}[FindingCode];

export interface Verdict {
  /** That of the worst finding. */
  readonly level: HealthLevel;
  /** At least one, the worst first: that all is well is a finding too. */
  readonly findings: readonly Finding[];
}

const evidenceSchema = taggedUnion<Evidence>(
  evidenceCodes.map((code) => z.object({ code: z.literal(code), values: evidenceValues[code] })),
);

const findingSchema = taggedUnion<Finding>(
  findingCodes.map((code) =>
    z.object({
      code: z.literal(code),
      level: healthLevel,
      sinceMs: z.number(),
      values: findingValues[code],
      evidence: z.array(evidenceSchema).min(1),
    }),
  ),
);

export const verdictSchema: z.ZodType<Verdict> = z.object({
  level: healthLevel,
  findings: z.array(findingSchema).min(1),
});

export type HealthLevel = z.infer<typeof healthLevel>;
export type Medium = z.infer<typeof medium>;
export type Rest = z.infer<typeof rest>;
export type ProbeFailure = z.infer<typeof probeFailure>;
export type ProbeObstacle = z.infer<typeof probeObstacle>;

/** A union told apart by `code`, of a table's members: their types are those of the table, which zod cannot follow here. */
function taggedUnion<T>(members: readonly z.ZodObject[]): z.ZodType<T> {
  const [first, ...others] = members as [z.ZodObject, ...z.ZodObject[]];
  return z.discriminatedUnion('code', [first, ...others]) as unknown as z.ZodType<T>;
}

/** Answers that take longer than this are slow for DNS whatever is usual: every page that is opened waits for some of them. */
const slowLookupSeconds = 0.5;
/** Four times the usual is felt, but only if it is by enough to be noticed: a busy machine takes some tens of milliseconds itself. */
const slowFactor = 4;
const noticedSeconds = 0.1;

/** What is called slow of a target whose answers usually take so long; seconds. */
export function slowFrom(kind: string, usualSeconds = Number.POSITIVE_INFINITY): number {
  const always = kind === 'dns' ? slowLookupSeconds : Number.POSITIVE_INFINITY;
  return Math.min(always, Math.max(usualSeconds * slowFactor, usualSeconds + noticedSeconds));
}
