import { z } from 'zod';
import { duration, enabled, id } from '../fields';

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

/** The label `target` of a probe. */
export const targetName = z
  .string()
  .min(1, 'must not be empty')
  .max(100, 'is too long: at most 100 characters')
  .describe('What the label "target" says');

export function uniqueNames<T extends z.ZodType<readonly { name: string }[]>>(targets: T) {
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
