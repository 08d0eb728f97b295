import { z } from 'zod';
import { collectorSettings } from './collectors';
import { destinationSettings } from './destinations';
import { duration, labelName } from './fields';

export const defaultListenHost = '127.0.0.1';
export const defaultListenPort = 9091;

/** `HOST:PORT` on loopback; `[::1]:PORT` for IPv6. Port 0 asks the system for a free one. */
export const listenAddress = z
  .string()
  .regex(
    /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\]):\d{1,5}$/,
    'must be a loopback address and a port, like 127.0.0.1:9091',
  )
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, 'has a port above 65535');

export const serverSettings = z.strictObject({
  enabled: z.boolean().default(true),
  /** Absent: 127.0.0.1:9091, or the next free port when that is taken. */
  listen: listenAddress.optional(),
  /** Whether others may push to this machine's own gateway. */
  gateway: z.boolean().default(true),
  /** Whether the window is served as a page. */
  web: z.boolean().default(true),
});

export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1, { error: versionMessage }),
    /** The label `instance`; `auto` is the host's name up to its first dot. */
    instance: z
      .string()
      .min(1, 'must not be empty')
      .refine(
        (name) => name.toLowerCase() !== 'localhost',
        'must not be "localhost": every machine has that name, so their series would collide',
      )
      .default('auto'),
    /** Grouping labels beside job and instance, for every destination. */
    labels: z
      .record(labelName, z.string())
      .refine(
        (labels) => !('job' in labels) && !('instance' in labels),
        'must not name job or instance: they have fields of their own',
      )
      .default({}),
    /** How often to push. */
    interval: duration({ min: '1s', max: '1d' }).default('15s'),
    /** False: nothing is measured. */
    monitoring: z.boolean().default(true),
    /** False: everything is measured, nothing is pushed. */
    pushing: z.boolean().default(true),
    collectors: z.array(collectorSettings).default(defaultCollectors).superRefine(uniqueIds),
    destinations: z.array(destinationSettings).default([]).superRefine(uniqueIds),
    server: serverSettings.prefault({}),
  })
  .describe('Pushtray settings');

export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
export type ServerSettings = Settings['server'];

/** What runs when there is no settings file: only this machine and its default route's gateway are touched. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({ version: 1 });
}

function defaultCollectors(): z.output<typeof collectorSettings>[] {
  return [
    collectorSettings.parse({ id: 'tcp', kind: 'tcp-states', interval: '5s' }),
    collectorSettings.parse({ id: 'ping', kind: 'ping', targets: [{ name: 'router', host: 'gateway' }] }),
  ];
}

function uniqueIds(list: readonly { id: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  list.forEach(({ id }, index) => {
    if (seen.has(id))
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `is used twice: "${id}"` });
    seen.add(id);
  });
}

function versionMessage(issue: { input?: unknown }): string {
  if (typeof issue.input === 'number' && issue.input > 1) {
    return `is ${issue.input}: these settings are for a newer Pushtray; this one knows version 1`;
  }
  return 'must be 1';
}
