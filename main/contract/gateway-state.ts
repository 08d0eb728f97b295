import { z } from 'zod';
import { faultSchema } from './state';

const groupingKey = z.record(z.string(), z.string());

/** How a group stands at one address that it is forwarded to. */
export const forwardedGroup = z.object({
  /** Its id. */
  destination: z.string(),
  url: z.string(),
  /**
   * `waiting`: what was pushed last is not there yet; `delivered`: it is; `failing`: the receiver takes nothing at present,
   * it is tried again; `refused`: the receiver does not take this content, the next push to the group is tried.
   */
  state: z.enum(['waiting', 'delivered', 'failing', 'refused']),
  /** When it was last sent; absent: not since the start. */
  atMs: z.number().exactOptional(),
  /** Of `failing` and `refused`: why. */
  problem: z.string().exactOptional(),
});

/** A group that was pushed to this machine's own gateway. Times are milliseconds since 1970. */
export const gatewayGroup = z.object({
  groupingKey,
  /** That of this machine itself: what is measured stands in its place at /metrics, and it is not forwarded. */
  isOwn: z.boolean(),
  series: z.number(),
  /** Absent: no push has succeeded yet. */
  pushedAtMs: z.number().exactOptional(),
  /** Absent: none has failed yet. */
  failedAtMs: z.number().exactOptional(),
  lastPushFailed: z.boolean(),
  /** Absent: it stays until it is deleted. */
  expiresAtMs: z.number().exactOptional(),
  /** One for each address of each destination that forwards; none where nothing is forwarded, as of this machine's own group. */
  forwarded: z.array(forwardedGroup),
});

/** What a group holds now. */
export const groupContent = z.strictObject({
  /** Exposition text. */
  text: z.string(),
  /** Only its beginning is here. */
  textCut: z.boolean(),
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
  /** How many pushes were refused since the start. */
  refusedPushes: z.number(),
  /** The last ones, newest first. */
  refused: z.array(refusedPush),
});

export type GatewayState = z.infer<typeof gatewayState>;
export type GatewayGroup = z.infer<typeof gatewayGroup>;
export type ForwardedGroup = z.infer<typeof forwardedGroup>;
export type RefusedPushRecord = z.infer<typeof refusedPush>;
