import { z } from 'zod';
import { duration, enabled, id, uniqueIn } from '../fields';

/** What every kind of collector has. */
export const commonFields = {
  id,
  enabled,
  interval: duration({ min: '1s', max: '1d' })
    .optional()
    .describe('How often to measure; the push interval when absent'),
  timeout: duration({ min: '100ms', max: '1h' })
    .optional()
    .describe('How long one cycle may take; the interval when absent'),
};

/** Which addresses of a name are probed. */
export const ipVersion = z
  .literal([4, 6, 'auto', 'both'])
  .default('auto')
  .describe(
    '4 or 6: only that version of IP. "auto": the address that the system prefers. "both": one of each, and the worse one counts',
  );

export type IpVersion = z.infer<typeof ipVersion>;

/** For a probe that is made once a cycle. */
export const oneIpVersion = z
  .literal([4, 6, 'auto'])
  .default('auto')
  .describe('4 or 6: only that version of IP. "auto": the address that the system prefers');

/** For a probe that is made once a cycle. */
export const replyTimeout = duration({ min: '100ms', max: '1m' })
  .default('5s')
  .describe('How long to wait for a target; never more than what is left of the cycle');

export const port = z.int().min(1, 'must be at least 1').max(65_535, 'must be at most 65535');

/** The label `target` of a probe. */
export const targetName = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'is too long: at most 100 characters')
  .describe('What the label "target" says');

export function uniqueNames<T extends z.ZodType<readonly { name: string }[]>>(targets: T) {
  return uniqueIn('name', targets).describe('What is probed, each under a name of its own');
}
