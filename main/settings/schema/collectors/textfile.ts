import { z } from 'zod';
import { commonFields } from './common';

export const textfileSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('textfile'),
    directory: z
      .string()
      .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, 'must be a whole path, from the root on')
      .describe('The directory whose files *.prom are read, as with node_exporter'),
  })
  .describe('Reads metrics that other programs write into files');

export type TextfileSettings = z.infer<typeof textfileSettings>;
