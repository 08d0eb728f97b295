import {
  type CollectorKind,
  type CollectorSettings,
  commandSettings,
  dnsSettings,
  httpSettings,
  linkSettings,
  pingSettings,
  scrapeSettings,
  tcpConnectSettings,
  tcpStatesSettings,
  textfileSettings,
} from '../../../main/settings/schema/collectors';

/** Every field of every kind of collector, in the order of the form: one that the schema has and this has not does not compile. */

export type FieldSpec = {
  /** It stands among the settings that are folded away. */
  readonly folded?: true;
} & (
  | {
      readonly as:
        | 'text'
        | 'duration'
        | 'number'
        | 'switch'
        | 'labels'
        | 'command'
        | 'targets'
        | 'auth'
        | 'tls';
    }
  | { readonly as: 'choice'; readonly choices: readonly (string | number)[] }
);

type Settings<K extends CollectorKind> = Extract<CollectorSettings, { kind: K }>;
type FieldsOf<K extends CollectorKind> = {
  readonly [F in Exclude<keyof Settings<K>, 'kind'>]-?: FieldSpec;
};
type NamesOf<K> = K extends CollectorKind ? Exclude<keyof Settings<K>, 'kind'> : never;
export type FieldName = NamesOf<CollectorKind>;

const interval: FieldSpec = { as: 'duration' };
const last = {
  timeout: { as: 'duration', folded: true },
  id: { as: 'text' },
  enabled: { as: 'switch' },
} as const;
const replyTimeout: FieldSpec = { as: 'duration', folded: true };
const oneIpVersion: FieldSpec = { as: 'choice', choices: ['auto', 4, 6], folded: true };

const fields: { readonly [K in CollectorKind]: FieldsOf<K> } = {
  'tcp-states': { interval, ...last },
  ping: {
    targets: { as: 'targets' },
    interval,
    mode: { as: 'choice', choices: ['burst', 'continuous'] },
    count: { as: 'number' },
    spacing: { as: 'duration', folded: true },
    replyTimeout,
    size: { as: 'number', folded: true },
    ipVersion: { as: 'choice', choices: ['auto', 4, 6, 'both'], folded: true },
    ...last,
  },
  'tcp-connect': { targets: { as: 'targets' }, interval, replyTimeout, ipVersion: oneIpVersion, ...last },
  http: {
    targets: { as: 'targets' },
    interval,
    followRedirects: { as: 'switch' },
    verifyCertificates: { as: 'switch' },
    replyTimeout,
    ipVersion: oneIpVersion,
    ...last,
  },
  dns: { targets: { as: 'targets' }, interval, replyTimeout, ...last },
  link: { interval, ssid: { as: 'switch' }, ...last },
  command: {
    command: { as: 'command' },
    metric: { as: 'text' },
    type: { as: 'choice', choices: ['gauge', 'counter', 'untyped'], folded: true },
    help: { as: 'text', folded: true },
    interval,
    cwd: { as: 'text', folded: true },
    env: { as: 'labels', folded: true },
    ...last,
  },
  textfile: { directory: { as: 'text' }, interval, ...last },
  scrape: {
    url: { as: 'text' },
    labels: { as: 'labels' },
    interval,
    auth: { as: 'auth', folded: true },
    tls: { as: 'tls', folded: true },
    ...last,
  },
};

/** In the order in which they are offered. */
export const collectorKinds = [
  'ping',
  'tcp-connect',
  'dns',
  'http',
  'tcp-states',
  'link',
  'command',
  'textfile',
  'scrape',
] as const satisfies readonly CollectorKind[];

export interface NamedField {
  readonly name: FieldName;
  readonly spec: FieldSpec;
}

export function fieldsOf(kind: CollectorKind): readonly NamedField[] {
  return Object.entries(fields[kind]).map(([name, spec]) => ({ name: name as FieldName, spec }));
}

const schemas = {
  'tcp-states': tcpStatesSettings,
  ping: pingSettings,
  'tcp-connect': tcpConnectSettings,
  http: httpSettings,
  dns: dnsSettings,
  link: linkSettings,
  command: commandSettings,
  textfile: textfileSettings,
  scrape: scrapeSettings,
} as const;

/** Whether a field may be left out, and what it is then. */
export function standardOf(
  kind: CollectorKind,
  name: FieldName,
): { readonly optional: boolean; readonly value: unknown } {
  const shape: Partial<
    Record<FieldName, { safeParse(value: unknown): { success: boolean; data?: unknown } }>
  > = schemas[kind].shape;
  const absent = shape[name]?.safeParse(undefined);
  return { optional: absent?.success === true, value: absent?.data };
}
