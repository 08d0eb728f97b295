import { z } from 'zod';

/** What happened to this machine that a chart must show beside the numbers. Times are milliseconds since 1970. */
export const markKinds = [
  /** Pushtray started or stopped measuring; an end without a stop was a crash or a power cut. */
  'started',
  'stopped',
  'asleep',
  'awake',
  'paused',
  'resumed',
  /**
   * `from` and `to` are addresses of the default route's gateway; one of them is absent where there was none. From before the stretch that was
   * asked for, both may be alike: what was there when Pushtray looked for the first time.
   */
  'gateway_changed',
  /** The same of interface and address that packets leave by. */
  'network_changed',
] as const;

export const markSchema = z.object({
  atMs: z.number(),
  kind: z.enum(markKinds),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
});

export type MarkKind = (typeof markKinds)[number];
export type Mark = z.infer<typeof markSchema>;
