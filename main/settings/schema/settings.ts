import { z } from 'zod';
import { collectorSettings } from './collectors';
import { destinationSettings } from './destinations';
import { duration, groupingLabels, secretReference, uniqueIn } from './fields';
import { notificationSettings } from './notifications';
import { scrapesNoGatewayOfOurs } from './scraped-gateway';

export const knownVersion = 1;

/** `auto`: as the desktop, or the browser that shows the page, is set. */
export const languageChoices = ['auto', 'en', 'zh-CN'] as const;

export const defaultListenHost = '127.0.0.1';
export const defaultListenPort = 9091;

/** When a group is gone is told as a date, and dates end (ECMA-262, 21.4.1.1). */
export const mostGroupTtl = '100y';

/** `HOST:PORT`; `[::1]:PORT` for IPv6. Port 0 asks the system for a free one. */
export const listenAddress = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]):\d{1,5}$/,
    'must be an address and a port, like 127.0.0.1:9091',
  )
  .refine((text) => Number(text.slice(text.lastIndexOf(':') + 1)) <= 65_535, 'has a port above 65535')
  .refine(
    (text) => !/^[\d.]+:/.test(text) || /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!:)|(?=:))){4}:/.test(text),
    'is not an IPv4 address',
  );

/** Whether only this machine reaches what listens there; absent: the default. */
export function isLoopback(listen = defaultListenHost): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/.test(listen);
}

const serverSettings = z
  .strictObject({
    enabled: z.boolean().default(true).describe('False: nothing listens'),
    listen: listenAddress
      .optional()
      .describe(
        'HOST:PORT; when absent 127.0.0.1:9091, or the next free port when that is taken. Beyond loopback only together with "expose"',
      ),
    expose: z
      .boolean()
      .default(false)
      .describe('Whether other machines may reach the server, where "listen" says so; needs "token"'),
    token: secretReference
      .optional()
      .describe(
        'What pushes and scrapes must show, as a bearer token or as the password of any user name; when absent, nothing',
      ),
    gateway: z.boolean().default(true).describe("Whether others may push to this machine's own gateway"),
    groupTtl: duration({ min: '1s', max: mostGroupTtl })
      .optional()
      .describe(
        'How long a group that others pushed stays after its last push; when absent, until it is deleted, as in a Pushgateway',
      ),
    web: z.boolean().default(true).describe('Whether the window is served as a page'),
  })
  .superRefine(({ expose, listen, token }, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (expose && !token) fault('token', 'is missing: a server that other machines may reach needs one');
    if (!expose && !isLoopback(listen)) {
      fault(
        'listen',
        'is not a loopback address: for other machines to reach it, set "expose" to true and "token"',
      );
    }
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
      .describe(
        'Grouping labels beside job and instance, for every destination; what a metric says under the same name is kept as "exported_…"',
      ),
    interval: duration({ min: '1s', max: '1d' }).default('15s').describe('How often to push'),
    monitoring: z.boolean().default(true).describe('False: nothing is measured'),
    pushing: z.boolean().default(true).describe('False: everything is measured, nothing is pushed'),
    collectors: uniqueIn('id', z.array(collectorSettings))
      .default(defaultCollectors)
      .describe('What is measured'),
    destinations: uniqueIn('id', z.array(destinationSettings))
      .default([])
      .describe("Where metrics are pushed; when empty, to this machine's own gateway"),
    server: serverSettings.prefault({}).describe("This machine's own gateway and the page"),
    language: z
      .enum(languageChoices)
      .default('auto')
      .describe('Of window, tray and notifications; "auto" is that of the desktop or the browser'),
    notifications: notificationSettings
      .prefault({})
      .describe('What the tray app says unasked; the command and the page never do'),
  })
  .superRefine(scrapesNoGatewayOfOurs)
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

function versionMessage(issue: { input?: unknown }): string {
  if (issue.input === undefined) return `is missing: write "version": ${knownVersion}`;
  if (typeof issue.input === 'number' && issue.input > knownVersion) {
    return `is ${issue.input}: these settings are for a newer Pushtray; this one knows version ${knownVersion}`;
  }
  return `must be ${knownVersion}`;
}
