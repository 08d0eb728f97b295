import { z } from 'zod';
import { commonFields } from './common';

export const tcpStatesSettings = z
  .strictObject({ ...commonFields, kind: z.literal('tcp-states') })
  .describe('Counts TCP connections by their state');

export type TcpStatesSettings = z.infer<typeof tcpStatesSettings>;
