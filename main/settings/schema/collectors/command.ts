import { z } from 'zod';
import { commonFields } from './common';

const shellCommand = z
  .string()
  .regex(/\S/, 'must not be empty')
  .max(10_000, 'is too long: put it into a script');
const argumentList = z
  .array(z.string().refine((text) => !text.includes('\0'), 'must not hold a NUL character'))
  .min(1, 'must name a program')
  .refine(([program]) => program !== '', 'must name a program')
  .max(1_000, 'is too long: at most 1000 arguments');

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not the name of an environment variable');

export const commandSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('command'),
    command: z
      .union([shellCommand, argumentList], {
        error: ({ input }) =>
          input === undefined
            ? undefined
            : 'must be a command line, or a list of a program and its arguments',
      })
      .describe(
        'What to run: one text for /bin/sh, or a list of a program and its arguments, run without a shell',
      ),
    cwd: z
      .string()
      .min(1, 'must not be empty')
      .optional()
      .describe("The directory it runs in; Pushtray's own when absent"),
    env: z
      .record(variableName, z.string())
      .default({})
      .describe("Environment variables beside Pushtray's own"),
    metric: z
      .string()
      .regex(
        /^[a-zA-Z_:][a-zA-Z0-9_:]*$/,
        'is not a metric name: letters, digits, "_" and ":", not beginning with a digit',
      )
      .optional()
      .describe(
        'The metric whose value is the one number that the command prints; when absent it prints exposition text',
      ),
    type: z
      .enum(['gauge', 'counter', 'untyped'], { error: 'must be "gauge", "counter" or "untyped"' })
      .optional()
      .describe('The type of "metric"; gauge when absent'),
    help: z.string().optional().describe('The help text of "metric"'),
  })
  .superRefine(({ metric, type, help }, context) => {
    if (metric !== undefined) return;
    const alone = { type, help };
    for (const [key, value] of Object.entries(alone)) {
      if (value === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: 'needs "metric": exposition text says its own',
      });
    }
  })
  .describe('Runs a command and takes what it prints');

export type CommandSettings = z.infer<typeof commandSettings>;
