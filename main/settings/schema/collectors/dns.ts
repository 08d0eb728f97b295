import { z } from 'zod';
import { enabled, host } from '../fields';
import { commonFields, port, replyTimeout, targetName, uniqueNames } from './common';

export const dnsTarget = z.strictObject({
  name: targetName,
  host: z
    .string()
    .min(1, 'must not be empty')
    .max(253, 'is too long for a name: at most 253 characters')
    .regex(/^[A-Za-z0-9_.*-]+$/, 'is not a domain name')
    .describe('The name that is asked for'),
  type: z
    .enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'])
    .default('A')
    .describe('The type of records that is asked for'),
  server: host
    .optional()
    .describe(
      'The name server that is asked, as an address, a name, or "gateway"; that of the system when absent',
    ),
  serverPort: port.default(53).describe('Port of "server"'),
  expect: z
    .string()
    .min(1, 'must not be empty')
    .max(1_000, 'is too long: at most 1000 characters')
    .optional()
    .describe(
      'What one of the answers must be, like "192.0.2.1" or "10 mail.example.org"; anything when absent',
    ),
  enabled,
});

export const dnsSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('dns'),
    targets: uniqueNames(z.array(dnsTarget).max(500, 'is too long: at most 500 targets')),
    replyTimeout,
  })
  .describe('Asks name servers: whether they answer, what, and how fast');

export type DnsSettings = z.infer<typeof dnsSettings>;
export type DnsTarget = z.infer<typeof dnsTarget>;
