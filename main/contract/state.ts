import { z } from 'zod';
import { settingsSchema } from '../settings/schema/settings';
import { verdictSchema } from './verdict';

/**
 * Everything the window shows at once: handed over whole on opening, and again whenever something in it changed
 * (at most once a second). Small by design: charts and bodies come through calls of their own.
 */

export const faultSchema = z.object({
  line: z.number(),
  column: z.number(),
  path: z.string().exactOptional(),
  message: z.string(),
});

export const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
  faults: z.array(faultSchema).exactOptional(),
});

export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  target: z.string().exactOptional(),
  /** Of a text that was read: the line at fault and the column where the fault begins, both counted from 1. */
  excerpt: z.object({ line: z.number(), column: z.number(), text: z.string() }).exactOptional(),
});

export const collectorStatus = z.object({
  id: z.string(),
  kind: z.string(),
  enabled: z.boolean(),
  /** `waiting`: its first cycle is not over; `unheard`: as of a target. */
  state: z.enum(['waiting', 'ok', 'failing', 'paused', 'unheard']),
  intervalMs: z.number(),
  lastCycleAtMs: z.number().exactOptional(),
  lastDurationMs: z.number().exactOptional(),
  skippedCycles: z.number(),
  problems: z.array(problemSchema),
  source: z.string().exactOptional(),
});

export const targetStatus = z.object({
  collector: z.string(),
  name: z.string(),
  host: z.string(),
  ip: z.string().exactOptional(),
  /** By the rules of the verdict, over its last cycles. `loss`: it loses packets; `down`: it does not answer; `up`: neither; `unknown`: it could not be probed; `unheard`: only the window says so, of what a main it hears no more said last. */
  state: z.enum(['waiting', 'up', 'loss', 'down', 'unknown', 'paused', 'unheard']),
  rttSeconds: z.number().exactOptional(),
  /** RFC 3550, over the cycle; absent when fewer than two packets came back. */
  jitterSeconds: z.number().exactOptional(),
  lossRatio: z.number().exactOptional(),
  reason: z.string().exactOptional(),
  atMs: z.number().exactOptional(),
});

export const tcpStatus = z.object({
  atMs: z.number(),
  /** `established`, `time_wait`, … each with its count. */
  states: z.record(z.string(), z.number()),
  /** In TIME_WAIT, CLOSE_WAIT, FIN_WAIT1 or FIN_WAIT2. */
  waitConnections: z.number(),
});

export const pushSummary = z.object({
  id: z.number(),
  atMs: z.number(),
  destination: z.string(),
  method: z.string(),
  url: z.string(),
  attempt: z.number(),
  ok: z.boolean(),
  status: z.number().exactOptional(),
  errorCode: z.string().exactOptional(),
  errorMessage: z.string().exactOptional(),
  durationMs: z.number(),
  bytes: z.number(),
  bytesSent: z.number(),
  series: z.number(),
});

export const pushRecord = pushSummary.extend({
  groupingKey: z.record(z.string(), z.string()),
  requestBody: z.string(),
  responseBody: z.string(),
  bodyCut: z.boolean(),
});

/** Of one delivery: a destination that pushes to several addresses has one for each. */
export const destinationStatus = z.object({
  id: z.string(),
  kind: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  /** True for the push to our own gateway that runs while no destination is set. */
  builtIn: z.boolean(),
  /** `held`: something of ours keeps it from pushing, `problem` says what; `unheard`: as of a target. */
  state: z.enum(['waiting', 'ok', 'failing', 'paused', 'held', 'unheard']),
  lastPush: pushSummary.exactOptional(),
  lastSuccessAtMs: z.number().exactOptional(),
  failingSinceMs: z.number().exactOptional(),
  failureCode: z.string().exactOptional(),
  consecutiveFailures: z.number(),
  /** When it will be tried next. */
  nextPushAtMs: z.number().exactOptional(),
  problem: z.string().exactOptional(),
  /** Of one that takes history: what waits on disk. */
  backlog: z
    .object({
      snapshots: z.number(),
      samples: z.number(),
      bytes: z.number(),
      /** When the oldest that waits was measured. */
      oldestAtMs: z.number().exactOptional(),
      /** Since the start: too old, too many, or refused by the receiver. */
      droppedSamples: z.number(),
    })
    .exactOptional(),
});

export const appState = z.object({
  version: z.string(),
  platform: z.string(),
  startedAtMs: z.number(),
  instance: z.object({ name: z.string().exactOptional(), problem: failureSchema.optional() }),
  settings: settingsSchema,
  settingsFile: z.object({
    path: z.string(),
    /** False: there is none yet, these are the defaults. */
    exists: z.boolean(),
    /** Why the file on disk is not what is running. */
    problem: failureSchema.exactOptional(),
  }),
  /** Where `/metrics` and the push API are; absent when the server is off. */
  address: z.string().exactOptional(),
  /** What a person should know about this run: the default port was taken, there is no tray, … */
  notices: z.array(z.string()),
  verdict: verdictSchema,
  collectors: z.array(collectorStatus),
  targets: z.array(targetStatus),
  tcp: tcpStatus.exactOptional(),
  destinations: z.array(destinationStatus),
  /** Push servers that were found on this machine and are no destination yet. */
  offers: z.array(z.object({ kind: z.literal('pushgateway'), url: z.string() })),
  /** Of the tray app; absent where there is no desktop. */
  desktop: z.object({ startsAtLogin: z.boolean() }).exactOptional(),
});

export type CollectorStatus = z.infer<typeof collectorStatus>;
export type TargetStatus = z.infer<typeof targetStatus>;
export type TcpStatus = z.infer<typeof tcpStatus>;
export type PushSummary = z.infer<typeof pushSummary>;
export type PushRecord = z.infer<typeof pushRecord>;
export type DestinationStatus = z.infer<typeof destinationStatus>;
export type AppState = z.infer<typeof appState>;
