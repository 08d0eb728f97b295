import { z } from 'zod';

/** One round over the hops towards a host: one probe each. */
export const hopSchema = z.object({
  /** Time to live: 1 is the first router. */
  ttl: z.number(),
  /** Absent: nothing answered this probe. */
  ip: z.string().exactOptional(),
  /** Absent too where this system's ping does not say how long a router took. */
  rttSeconds: z.number().exactOptional(),
});

export const pathRound = z.object({
  atMs: z.number(),
  /** What the host resolved to. */
  ip: z.string(),
  /** Up to the host when it answered, or to the router that passes nothing on; otherwise up to the last that was asked. */
  hops: z.array(hopSchema),
  reached: z.boolean(),
});

export type Hop = z.infer<typeof hopSchema>;
export type PathRound = z.infer<typeof pathRound>;
