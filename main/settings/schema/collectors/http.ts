import { z } from 'zod';
import { enabled } from '../fields';
import { commonFields, oneIpVersion, replyTimeout, targetName, uniqueNames } from './common';

export const httpTarget = z.strictObject({
  name: targetName,
  url: z
    .string()
    .max(2_000, 'is too long: at most 2000 characters')
    .refine(isWebAddress, 'is not a web address: write it like https://example.org/path, without a user name')
    .describe('The web address to fetch'),
  enabled,
});

export const httpSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('http'),
    targets: uniqueNames(z.array(httpTarget).max(500, 'is too long: at most 500 targets')),
    replyTimeout,
    ipVersion: oneIpVersion,
    followRedirects: z
      .boolean()
      .default(false)
      .describe('True: go where a redirect leads. False: a redirect is the answer, and no success'),
    verifyCertificates: z
      .boolean()
      .default(true)
      .describe('False: a certificate that nobody vouches for is good enough'),
  })
  .describe(
    'Fetches web pages: whether they come, how fast in each phase, and until when certificates are valid',
  );

export type HttpSettings = z.infer<typeof httpSettings>;

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && hostname !== '' && username === '' && password === '';
  } catch {
    return false;
  }
}
