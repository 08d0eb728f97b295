import { z } from 'zod';
import { faultSchema } from './state';

const groupingKey = z.record(z.string(), z.string());

/** A group that was pushed to this machine's own gateway. Times are milliseconds since 1970. */
export const gatewayGroup = z.object({
  groupingKey,
  series: z.number(),
  /** Absent: no push has succeeded yet. */
  pushedAtMs: z.number().exactOptional(),
  /** Absent: none has failed yet. */
  failedAtMs: z.number().exactOptional(),
  lastPushFailed: z.boolean(),
  /** Absent: it stays until it is deleted. */
  expiresAtMs: z.number().exactOptional(),
});

export const refusedPush = z.object({
  atMs: z.number(),
  method: z.enum(['PUT', 'POST']),
  path: z.string(),
  /** Absent: the path names no group. */
  groupingKey: groupingKey.exactOptional(),
  /** HTTP status of the answer. */
  status: z.number(),
  message: z.string(),
  /** What is wrong in the body; line 0 in protobuf. */
  faults: z.array(faultSchema),
  /** Absent: it never came whole. */
  body: z
    .object({
      text: z.string(),
      /** It is not UTF-8 and stands in `text` as base64. */
      base64: z.boolean(),
      /** Of the whole body. */
      bytes: z.number(),
      /** Only its beginning is here. */
      cut: z.boolean(),
    })
    .exactOptional(),
});

export const gatewayState = z.object({
  groups: z.array(gatewayGroup),
  /** How many groups have outlived their time since the start. */
  expiredGroups: z.number(),
  /** The last ones, newest first. */
  refused: z.array(refusedPush),
});

export type GatewayState = z.infer<typeof gatewayState>;
export type GatewayGroup = z.infer<typeof gatewayGroup>;
export type RefusedPushRecord = z.infer<typeof refusedPush>;
