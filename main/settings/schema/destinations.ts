import { z } from 'zod';
import type { Labels } from '../../metrics/model';
import { duration, enabled, groupingLabels, id, secretReference } from './fields';
import { authentication, tls } from './http-access';

const httpUrl = z
  .string()
  .refine(
    isHttpUrl,
    'is not an address: write it like http://gateway:9091, without a user name, query or fragment',
  );

/** What remote write gives a meaning of its own, or HTTP does; credentials have "auth". */
const takenHeader =
  /^(?:authorization|host|user-agent|date|connection|transfer-encoding|content-.*|pushtray-.*|x-prometheus-remote-write-.*)$/i;

const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'is not a header name')
      .refine((name) => !takenHeader.test(name), 'is a header that Pushtray sets itself'),
    z.union([z.string().regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'), secretReference], {
      error: ({ input }) => (typeof input === 'string' ? undefined : 'must be a text or hold "secret"'),
    }),
  )
  .default({})
  .describe(
    'Further headers of each request, like X-Scope-OrgID; a value that nobody should read is a secret and only named here',
  );

const forward = z
  .boolean()
  .default(true)
  .describe(
    "Whether what others push to this machine's own gateway is brought here too, each group under its own grouping key",
  );

const prometheusUrl = httpUrl
  .optional()
  .describe(
    'The Prometheus behind this destination, like http://prometheus:9090: "pushtray verify" asks it whether pushes arrive',
  );

export const pushgatewaySettings = z
  .strictObject({
    id,
    enabled,
    kind: z.literal('pushgateway'),
    urls: z
      .array(httpUrl)
      .min(1, 'must hold at least one address')
      .superRefine(noDoubles)
      .describe('Addresses of one or more Pushgateways, like http://gateway:9091'),
    mode: z
      .enum(['all', 'failover'], { error: 'must be "all" or "failover"' })
      .default('all')
      .describe('Of several addresses: "all" pushes to each, "failover" to the first that works'),
    job: z.string().min(1, 'must not be empty').default('pushtray').describe('The label "job"'),
    method: z
      .enum(['PUT', 'POST'], { error: 'must be "PUT" or "POST"' })
      .default('PUT')
      .describe('PUT replaces the whole group, POST only families of the same name'),
    onQuit: z
      .enum(['delete', 'keep'], { error: 'must be "delete" or "keep"' })
      .default('delete')
      .describe(
        'What becomes of the group while nothing is pushed: Pushtray quits or pauses, the destination is switched off, or the machine sleeps',
      ),
    onRemove: z
      .enum(['delete', 'keep'], { error: 'must be "delete" or "keep"' })
      .default('delete')
      .describe(
        'What becomes of it when settings ask for it no longer: the destination is removed, or has another address, job, label or instance',
      ),
    labels: groupingLabels.default({}).describe('Further grouping labels for this destination alone'),
    timeout: duration({ min: '100ms', max: '5m' })
      .default('10s')
      .describe('How long one push to one address may take'),
    gzip: z.boolean().default(true).describe('Whether to compress what is sent to another machine'),
    forward,
    headers,
    auth: authentication.optional(),
    tls: tls.optional(),
    prometheusUrl,
  })
  .describe('A Prometheus Pushgateway');

export const remoteWriteSettings = z
  .strictObject({
    id,
    enabled,
    kind: z.literal('remote-write'),
    url: httpUrl.describe('Where the receiver takes remote write, like http://prometheus:9090/api/v1/write'),
    job: z.string().min(1, 'must not be empty').default('pushtray').describe('The label "job"'),
    labels: groupingLabels.default({}).describe('Further labels of every series for this destination alone'),
    timeout: duration({ min: '100ms', max: '5m' }).default('10s').describe('How long one push may take'),
    forward,
    headers,
    auth: authentication.optional(),
    tls: tls.optional(),
    prometheusUrl,
    onQuit: z
      .enum(['stale', 'keep'], { error: 'must be "stale" or "keep"' })
      .default('stale')
      .describe(
        'What becomes of the series while nothing is pushed (Pushtray quits or pauses, the destination is switched off, or the machine sleeps): "stale" ends them, "keep" writes nothing',
      ),
    onRemove: z
      .enum(['stale', 'keep'], { error: 'must be "stale" or "keep"' })
      .default('stale')
      .describe(
        'What becomes of them when settings ask for them no longer: the destination is removed, or has another address, job, label or instance',
      ),
    maxAge: duration({ min: '1m', max: '30d' })
      .default('55m')
      .describe('Samples that are older are dropped, not sent: what the receiver accepts'),
    maxBacklogMegabytes: z
      .number()
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(10_000, 'must be at most 10000')
      .default(64)
      .describe('How much may wait on disk, in megabytes; the oldest is dropped first'),
  })
  .describe('A receiver of Prometheus remote write: Prometheus itself, Mimir, VictoriaMetrics, …');

export const destinationSettings = z.discriminatedUnion('kind', [pushgatewaySettings, remoteWriteSettings], {
  error: ({ code }) => (code === 'invalid_union' ? 'must be "pushgateway" or "remote-write"' : undefined),
});

export type RequestHeaders = z.infer<typeof headers>;
export type PushgatewaySettings = z.infer<typeof pushgatewaySettings>;
export type RemoteWriteSettings = z.infer<typeof remoteWriteSettings>;
export type DestinationSettings = z.infer<typeof destinationSettings>;
export type DestinationKind = DestinationSettings['kind'];

/** Where it pushes to: one place, or several of which the first that works is taken. */
export function addressesOf(settings: DestinationSettings): readonly string[] {
  return settings.kind === 'remote-write' ? [settings.url] : settings.urls;
}

/** Why nothing is pushed any more: for now, as `onQuit` says, or since settings ask for it no longer, as `onRemove` says. */
export type Farewell = 'quit' | 'remove';

export function farewellOf(settings: DestinationSettings, occasion: Farewell): 'delete' | 'stale' | 'keep' {
  return occasion === 'quit' ? settings.onQuit : settings.onRemove;
}

/** What this machine's own series have there: a label for this destination alone wins over a common one, job and instance over both. */
export function groupingKeyOf(
  { job, labels }: Pick<DestinationSettings, 'job' | 'labels'>,
  identity: { readonly instance: string; readonly labels: Labels },
): Labels {
  return { ...identity.labels, ...labels, job, instance: identity.instance };
}

function noDoubles(urls: readonly string[], context: z.RefinementCtx): void {
  urls.forEach((url, index) => {
    if (urls.indexOf(url) < index)
      context.addIssue({ code: 'custom', path: [index], message: 'is there twice' });
  });
}

function isHttpUrl(text: string): boolean {
  try {
    const url = new URL(text);
    const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' && plain;
  } catch {
    return false;
  }
}
