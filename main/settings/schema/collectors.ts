import { z } from 'zod';
import { duration, enabled, host, id } from './fields';

const common = {
  id,
  enabled,
  interval: duration({ min: '1s', max: '1d' })
    .optional()
    .describe('How often to measure; the push interval when absent'),
  timeout: duration({ min: '100ms', max: '1h' })
    .optional()
    .describe('How long one cycle may take; the interval when absent'),
};

export const tcpStatesSettings = z
  .strictObject({ ...common, kind: z.literal('tcp-states') })
  .describe('Counts TCP connections by their state');

export const pingTarget = z.strictObject({
  name: z
    .string()
    .min(1, 'must not be empty')
    .max(100, 'is too long: at most 100 characters')
    .describe('What the label "target" says'),
  host,
  enabled,
});

export const pingSettings = z
  .strictObject({
    ...common,
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

export const collectorSettings = z.discriminatedUnion('kind', [tcpStatesSettings, pingSettings], {
  error: ({ code }) => (code === 'invalid_union' ? 'must be one of "tcp-states", "ping"' : undefined),
});

export type TcpStatesSettings = z.infer<typeof tcpStatesSettings>;
export type PingSettings = z.infer<typeof pingSettings>;
export type PingTarget = z.infer<typeof pingTarget>;
export type CollectorSettings = z.infer<typeof collectorSettings>;
export type CollectorKind = CollectorSettings['kind'];

function uniqueNames<T extends z.ZodType<readonly { name: string }[]>>(targets: T) {
  return targets.superRefine((list, context) => {
    const seen = new Set<string>();
    list.forEach(({ name }, index) => {
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: `is used twice: "${name}"` });
      }
      seen.add(name);
    });
  });
}
