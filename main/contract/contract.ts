import { z } from 'zod';
import { tcpStates } from '../metrics/tcp-states';
import { collectorSettings } from '../settings/schema/collectors';
import { destinationSettings } from '../settings/schema/destinations';
import { host } from '../settings/schema/fields';
import { settingsSchema } from '../settings/schema/settings';
import { gatewayState, groupContent } from './gateway-state';
import { markSchema } from './marks';
import { pathRound } from './path';
import { appState, problemSchema, pushRecord, pushSummary } from './state';

/**
 * Every call and event between window and main, once. Both transports, the one door in api/ and the window's client
 * are computed from this table; a call that is not here does not exist. Each call answers with an `Outcome`.
 */
export const calls = {
  /** The whole state, as on opening. */
  'state.get': { input: z.strictObject({}), output: appState },

  /** Checks, writes and applies new settings. `base` is what the form was filled from: somebody else's change in between is refused, not overwritten. */
  'settings.save': {
    input: z.strictObject({ settings: z.unknown(), base: settingsSchema }),
    output: settingsSchema,
  },

  /** Reads the text of a settings file and takes nothing of it up; a fault has its line and column. */
  'settings.check': { input: z.strictObject({ text: z.string().max(2_000_000) }), output: settingsSchema },

  /** Pushes the newest snapshot now, to one destination or to all. */
  'push.now': {
    input: z.strictObject({ destination: z.string().exactOptional() }),
    output: z.strictObject({ pushes: z.array(pushSummary) }),
  },

  /** Runs one cycle of a collector that need not be saved yet, and shows what it would give. */
  'collector.try': {
    input: z.strictObject({ collector: collectorSettings }),
    output: z.strictObject({
      text: z.string(),
      problems: z.array(problemSchema),
      targets: z.array(
        z.object({
          name: z.string(),
          outcome: z.string(),
          rttSeconds: z.number().exactOptional(),
          lossRatio: z.number().exactOptional(),
          reason: z.string().exactOptional(),
        }),
      ),
      durationMs: z.number(),
    }),
  },

  /** Really pushes one heartbeat sample to each address under a grouping key of its own, and takes it away again. */
  'destination.test': {
    input: z.strictObject({ destination: destinationSettings }),
    output: z.strictObject({
      /** One for each address. */
      tried: z.array(
        z.strictObject({ status: z.number().exactOptional(), durationMs: z.number(), url: z.string() }),
      ),
      /** Families that stand in the group without being ours, and that the first real push would replace. */
      replaces: z.array(z.string()).exactOptional(),
    }),
  },

  /** Pushes now and asks the Prometheus behind the destination until it has that, for a minute and a half at most. */
  'destination.verify': {
    input: z.strictObject({ destination: z.string() }),
    output: z.strictObject({
      measuredAtMs: z.number(),
      /** When a Pushgateway took it; absent where there is none on the way. */
      pushedAtMs: z.number().exactOptional(),
      /** When Prometheus read it; absent where it was written there, with the time of its measurement. */
      scrapedAtMs: z.number().exactOptional(),
      /** When a query had it first: it was there by then. */
      foundAtMs: z.number(),
    }),
  },

  /** What a push to it would send now, and what it would replace there; sends nothing. A secret's value is never in it. */
  'destination.preview': {
    input: z.strictObject({ destination: destinationSettings }),
    output: z.strictObject({
      /** One for each address. */
      requests: z.array(
        z.strictObject({
          method: z.string(),
          url: z.string(),
          groupingKey: z.record(z.string(), z.string()),
          series: z.number(),
          /** Of the body before and after compression. */
          bytes: z.number(),
          bytesSent: z.number(),
          body: z.string(),
          /** Only its beginning is here. */
          bodyCut: z.boolean(),
          /** As in `pushes.get`. */
          curl: z.string().exactOptional(),
        }),
      ),
      /** As after `destination.test`. */
      replaces: z.array(z.string()).exactOptional(),
    }),
  },

  'pushes.list': {
    input: z.strictObject({
      limit: z.int().min(1).max(500),
      beforeId: z.int().exactOptional(),
      destination: z.string().exactOptional(),
      ok: z.boolean().exactOptional(),
    }),
    output: z.strictObject({ pushes: z.array(pushSummary) }),
  },

  'pushes.get': {
    input: z.strictObject({ id: z.int() }),
    output: pushRecord.extend({
      /** A shell command that pushes the same again, without credentials; absent where the text does not suffice for it. */
      curl: z.string().exactOptional(),
    }),
  },

  /** Sends what a recorded push sent once more, to the same address; only a push to a Pushgateway whose body was kept whole. */
  'pushes.repeat': {
    input: z.strictObject({ id: z.int() }),
    output: z.strictObject({ push: pushSummary }),
  },

  /** What a push sent that the delivered one before it to the same group did not, and the other way round. */
  'pushes.diff': {
    input: z.strictObject({ id: z.int() }),
    output: z.strictObject({
      /** The id of the push before. */
      before: z.number(),
      /** One of the bodies was too long to be kept whole. */
      isPartial: z.boolean(),
      addedFamilies: z.array(z.string()),
      removedFamilies: z.array(z.string()),
      addedSeries: z.array(z.string()),
      removedSeries: z.array(z.string()),
      /** Of the series that both have. */
      changedValues: z.number(),
      equalValues: z.number(),
    }),
  },

  /** Points of one metric for a chart. */
  'samples.query': {
    input: z.strictObject({
      metric: z.string(),
      labels: z.record(z.string(), z.string()),
      fromMs: z.number(),
      toMs: z.number(),
      maxPoints: z.int().min(2).max(5000),
      /** `extremes` keeps every lowest and highest value in sight; the others give one value for each step of time that has any. */
      reduce: z.enum(['extremes', 'min', 'mean', 'max']).default('extremes'),
    }),
    output: z.strictObject({
      series: z.array(
        z.object({
          labels: z.record(z.string(), z.string()),
          timesMs: z.array(z.number()),
          /** `null` marks a value that is no number. */
          values: z.array(z.number().nullable()),
        }),
      ),
    }),
  },

  /** What happened in a stretch of time, oldest first; and what was true when it began, as its first mark where that is known. */
  'marks.list': {
    input: z.strictObject({ fromMs: z.number(), toMs: z.number() }),
    output: z.strictObject({ marks: z.array(markSchema) }),
  },

  /** Probes every hop towards a host once. Asked again within a second for the same host it waits: no hop is probed more often. */
  'path.probe': {
    input: z.strictObject({ host: host, maxHops: z.int().min(1).max(64).default(30) }),
    output: pathRound,
  },

  /** Who holds the connections of one state on this machine: of processes, other sides and local ports those with the most. */
  'tcp.holders': {
    input: z.strictObject({ state: z.enum(tcpStates), top: z.int().min(1).max(100).default(10) }),
    output: z.strictObject({
      connections: z.number(),
      processes: z.array(
        z.strictObject({ pid: z.number(), name: z.string().exactOptional(), connections: z.number() }),
      ),
      /** Of `connections`: no process has them open any more, or this user may not see whose they are. */
      withoutProcess: z.number(),
      remoteAddresses: z.array(z.strictObject({ address: z.string(), connections: z.number() })),
      remotePorts: z.array(z.strictObject({ port: z.number(), connections: z.number() })),
      localPorts: z.array(z.strictObject({ port: z.number(), connections: z.number() })),
      /** How many there are of each kind; of them at most `top` are named. */
      distinct: z.strictObject({
        processes: z.number(),
        remoteAddresses: z.number(),
        remotePorts: z.number(),
        localPorts: z.number(),
      }),
    }),
  },

  /** What others pushed to this machine's own gateway, and what it refused. */
  'gateway.state': { input: z.strictObject({}), output: gatewayState },

  /** What one of those groups holds now. */
  'gateway.group': {
    input: z.strictObject({ groupingKey: z.record(z.string(), z.string()) }),
    output: groupContent,
  },

  /** Deletes a group from this machine's own gateway, and from wherever it was forwarded to. */
  'gateway.delete': {
    input: z.strictObject({ groupingKey: z.record(z.string(), z.string()) }),
    output: z.strictObject({}),
  },

  /** Whether the tray app starts when this user logs in; refused where there is no desktop. */
  'desktop.startAtLogin': { input: z.strictObject({ on: z.boolean() }), output: z.strictObject({}) },

  /** Names of the secrets that are stored; values never cross. */
  'secrets.list': { input: z.strictObject({}), output: z.strictObject({ names: z.array(z.string()) }) },
  'secrets.set': {
    input: z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9_]{1,64}$/),
      value: z.string().min(1).max(10_000),
    }),
    output: z.strictObject({}),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** What main says unasked. */
export const events = {
  /** Something in the state changed; the whole of it, at most once a second. */
  state: appState,
  /** One push is over. */
  push: pushSummary,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
/** What a caller writes, defaults still open. */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What the one door hands on after the check, defaults filled in. */
export type CheckedInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventBody<N extends EventName> = z.output<(typeof events)[N]>;
