import { z } from 'zod';
import { commonFields } from './common';

export const linkSettings = z
  .strictObject({
    ...commonFields,
    kind: z.literal('link'),
    ssid: z
      .boolean()
      .default(false)
      .describe("Whether the Wi-Fi network's name is told too: it says where this machine is"),
  })
  .describe('Watches network interfaces, the default route and Wi-Fi');

export type LinkSettings = z.infer<typeof linkSettings>;
