import { z } from 'zod';
import { durationMs, durationPattern } from '../duration';
import { duration, enabled, host } from '../fields';
import { commonFields, ipVersion, targetName, uniqueNames } from './common';

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
    mode: z
      .enum(['burst', 'continuous'])
      .default('burst')
      .describe(
        '"burst": some packets each cycle. "continuous": one ping a target that goes on and on, for sampling each second; where the ping program cannot do it, bursts',
      ),
    count: z
      .int()
      .min(1, 'must be at least 1')
      .max(100, 'must be at most 100')
      .default(4)
      .describe('Packets of a burst; fewer are sent when a cycle is too short for them'),
    spacing: duration({ min: '200ms', max: '1m' })
      .optional()
      .describe('Time between two packets; when absent 200ms in a burst, 1s in continuous mode'),
    replyTimeout: duration({ min: '100ms', max: '1m' })
      .default('2s')
      .describe('After this without an answer a packet is lost; never more than what is left of the cycle'),
    size: z
      .int()
      .min(16, 'must be at least 16: that much takes the time stamp')
      .max(65_000, 'must be at most 65000')
      .default(56)
      .describe('Bytes of data in a packet, without the headers'),
    ipVersion,
  })
  .superRefine((settings, context) => {
    const message = burstFault(settings);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['count'], message });
  })
  .describe('Pings targets: round-trip time and loss');

export type PingSettings = z.infer<typeof pingSettings>;
export type PingTarget = z.infer<typeof pingTarget>;

/** Time between two packets, in milliseconds. */
export function spacingMs({ mode, spacing }: Pick<PingSettings, 'mode' | 'spacing'>): number {
  return spacing === undefined ? { burst: 200, continuous: 1_000 }[mode] : durationMs(spacing);
}

/** Only what contradicts itself here: with the push interval as the limit, a burst is shortened to fit. */
function burstFault({ mode, count, spacing, interval, timeout }: PingSettings): string | undefined {
  const limit = timeout ?? interval;
  const faulty = [spacing, limit].some((text) => text !== undefined && !durationPattern.test(text));
  if (mode !== 'burst' || limit === undefined || faulty) return undefined;
  const eachMs = spacingMs({ mode, spacing });
  if (count * eachMs <= durationMs(limit)) return undefined;
  return `does not fit: ${count} packets, one each ${eachMs} ms, take longer than the ${limit} that a cycle has`;
}
