import { z } from 'zod';

/** One round over the hops towards a host: one probe each. */
export const hopSchema = z.object({
  /** Time to live: 1 is the first router. */
  ttl: z.number(),
  /** Absent: nothing answered this probe. */
  ip: z.string().exactOptional(),
  rttSeconds: z.number().exactOptional(),
});

export const pathRound = z.object({
  atMs: z.number(),
  /** What the host resolved to. */
  ip: z.string(),
  /** Up to the host when it answered; otherwise up to the last that was asked. */
  hops: z.array(hopSchema),
  reached: z.boolean(),
});

export type Hop = z.infer<typeof hopSchema>;
export type PathRound = z.infer<typeof pathRound>;
