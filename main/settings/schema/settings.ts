import { z } from 'zod';
import { collectorSettings } from './collectors';
import { destinationSettings } from './destinations';
import { duration, groupingLabels } from './fields';

export const knownVersion = 1;

export const defaultListenHost = '127.0.0.1';
export const defaultListenPort = 9091;

/** `HOST:PORT` on loopback; `[::1]:PORT` for IPv6. Port 0 asks the system for a free one. */
export const listenAddress = z
  .string()
  .regex(
    /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\]):\d{1,5}$/,
    'must be a loopback address and a port, like 127.0.0.1:9091',
  )
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, 'has a port above 65535')
  .refine(
    (text) => (text.match(/\d+(?=[.:])/g) ?? []).every((octet) => Number(octet) <= 255),
    'is not an IPv4 address',
  );

export const serverSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('False: nothing listens'),
  listen: listenAddress
    .optional()
    .describe('HOST:PORT on loopback; when absent 127.0.0.1:9091, or the next free port when that is taken'),
  gateway: z.boolean().default(true).describe("Whether others may push to this machine's own gateway"),
  groupTtl: duration({ min: '1s' })
    .optional()
    .describe(
      'How long a group that others pushed stays after its last push; when absent, until it is deleted, as in a Pushgateway',
    ),
  web: z.boolean().default(true).describe('Whether the window is served as a page'),
});

export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional().describe('For editors: where the JSON Schema of this file is'),
    version: z.literal(knownVersion, { error: versionMessage }).describe('The version of this format'),
    instance: z
      .string()
      .min(1, 'must not be empty')
      .refine(
        (name) => name.toLowerCase() !== 'localhost',
        'must not be "localhost": every machine has that name, so their series would collide',
      )
      .default('auto')
      .describe('The label "instance"; "auto" is the host name up to its first dot'),
    labels: groupingLabels
      .default({})
      .describe('Grouping labels beside job and instance, for every destination'),
    interval: duration({ min: '1s', max: '1d' }).default('15s').describe('How often to push'),
    monitoring: z.boolean().default(true).describe('False: nothing is measured'),
    pushing: z.boolean().default(true).describe('False: everything is measured, nothing is pushed'),
    collectors: z
      .array(collectorSettings)
      .default(defaultCollectors)
      .superRefine(uniqueIds)
      .describe('What is measured'),
    destinations: z
      .array(destinationSettings)
      .default([])
      .superRefine(uniqueIds)
      .describe("Where metrics are pushed; when empty, to this machine's own gateway"),
    server: serverSettings.prefault({}).describe("This machine's own gateway and the page"),
  })
  .meta({ title: 'Pushtray settings' });

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
  if (issue.input === undefined) return `is missing: write "version": ${knownVersion}`;
  if (typeof issue.input === 'number' && issue.input > knownVersion) {
    return `is ${issue.input}: these settings are for a newer Pushtray; this one knows version ${knownVersion}`;
  }
  return `must be ${knownVersion}`;
}
