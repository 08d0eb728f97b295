import { z } from 'zod';
import { duration, enabled, host } from '../fields';
import { commonFields, targetName, uniqueNames } from './common';

export const pingTarget = z.strictObject({
  name: targetName,
  host,
  enabled,
});

export const pingSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('ping'),
    targets: uniqueNames(z.array(pingTarget).max(500, 'is too long: at most 500 targets')),
    count: z
      .int()
      .min(1, 'must be at least 1')
      .max(100, 'must be at most 100')
      .default(4)
      .describe('Packets a cycle'),
    spacing: duration({ min: '200ms', max: '1m' })
      .default('200ms')
      .describe('Time between two packets of a cycle'),
    replyTimeout: duration({ min: '100ms', max: '1m' })
      .default('2s')
      .describe('How long to wait for the answer to the last packet'),
  })
  .describe('Pings targets: round-trip time and loss');

export type PingSettings = z.infer<typeof pingSettings>;
export type PingTarget = z.infer<typeof pingTarget>;
