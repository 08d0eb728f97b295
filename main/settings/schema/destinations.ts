import { z } from 'zod';
import { duration, enabled, groupingLabels, id, secretReference } from './fields';

export const authentication = z
  .union(
    [
      z.strictObject({
        basic: z.strictObject({
          username: z
            .string()
            .min(1, 'must not be empty')
            .regex(/^[^:]*$/, 'must not contain ":"'),
          password: secretReference,
        }),
      }),
      z.strictObject({ bearer: secretReference }),
    ],
    { error: 'must hold either "basic" or "bearer"' },
  )
  .describe('How to authenticate; passwords and tokens are secrets and are only named here');

const httpUrl = z
  .string()
  .refine(
    isHttpUrl,
    'is not an address: write it like http://gateway:9091, without a user name, query or fragment',
  );

export const pushgatewaySettings = z
  .strictObject({
    id,
    enabled,
    kind: z.literal('pushgateway'),
    urls: z
      .array(httpUrl)
      .length(1, 'must hold exactly one address')
      .describe('Address of the Pushgateway, like http://gateway:9091'),
    job: z.string().min(1, 'must not be empty').default('pushtray').describe('The label "job"'),
    method: z
      .enum(['PUT', 'POST'], { error: 'must be "PUT" or "POST"' })
      .default('PUT')
      .describe('PUT replaces the whole group, POST only families of the same name'),
    onQuit: z
      .enum(['delete', 'keep'], { error: 'must be "delete" or "keep"' })
      .default('delete')
      .describe('What becomes of the group when Pushtray quits'),
    labels: groupingLabels.default({}).describe('Further grouping labels for this destination alone'),
    timeout: duration({ min: '100ms', max: '5m' }).default('10s').describe('How long one push may take'),
    gzip: z.boolean().default(true).describe('Whether to compress what is sent'),
    auth: authentication.optional(),
  })
  .describe('A Prometheus Pushgateway');

export const destinationSettings = z.discriminatedUnion('kind', [pushgatewaySettings], {
  error: ({ code }) => (code === 'invalid_union' ? 'must be "pushgateway"' : undefined),
});

export type Authentication = z.infer<typeof authentication>;
export type PushgatewaySettings = z.infer<typeof pushgatewaySettings>;
export type DestinationSettings = z.infer<typeof destinationSettings>;
export type DestinationKind = DestinationSettings['kind'];

function isHttpUrl(text: string): boolean {
  try {
    const url = new URL(text);
    const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' && plain;
  } catch {
    return false;
  }
}
