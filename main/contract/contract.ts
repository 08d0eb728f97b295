import { z } from 'zod';
import { collectorSettings } from '../settings/schema/collectors';
import { destinationSettings } from '../settings/schema/destinations';
import { settingsSchema } from '../settings/schema/settings';
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

  /** Really pushes one heartbeat sample under a grouping key of its own, and takes it away again. */
  'destination.test': {
    input: z.strictObject({ destination: destinationSettings }),
    output: z.strictObject({ status: z.number().exactOptional(), durationMs: z.number(), url: z.string() }),
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

  'pushes.get': { input: z.strictObject({ id: z.int() }), output: pushRecord },

  /** Points of one metric for a chart. */
  'samples.query': {
    input: z.strictObject({
      metric: z.string(),
      labels: z.record(z.string(), z.string()),
      fromMs: z.number(),
      toMs: z.number(),
      maxPoints: z.int().min(2).max(5000),
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

export const callNames = Object.keys(calls) as readonly CallName[];
export const eventNames = Object.keys(events) as readonly EventName[];
