import type { Labels } from '../metrics/model';
import type { Fault } from '../outcome';
import type { Clock } from '../platform/clock';

/** A push that was answered with a refusal, for people to find out what is wrong with it. */
export interface RefusedPush {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly method: 'PUT' | 'POST';
  /** As it was sent, percent-encoded. */
  readonly path: string;
  /** Absent: the path names no group. */
  readonly groupingKey?: Labels;
  /** HTTP status of the answer. */
  readonly status: number;
  /** The answer in words. */
  readonly message: string;
  /** What was wrong in the body, where it could be read: line and column, 0 in protobuf. */
  readonly faults: readonly Fault[];
  /** Decompressed; absent when it never came whole. */
  readonly body?: RefusedBody;
}

export interface RefusedBody {
  readonly text: string;
  /** The body is not UTF-8 and stands in `text` as base64. */
  readonly base64: boolean;
  /** Of the whole body. */
  readonly bytes: number;
  /** Only its beginning is kept. */
  readonly cut: boolean;
}

const mostKept = 20;
const mostBodyBytes = 16 * 1024;

/** The last twenty, newest first. In memory alone: a body may hold what is nobody's business. */
export class RefusedPushes {
  private kept: readonly RefusedPush[] = [];
  /** Of all that were added. */
  total = 0;

  constructor(private readonly clock: Pick<Clock, 'nowMs'>) {}

  add(push: Omit<RefusedPush, 'atMs' | 'body'>, body?: Uint8Array): void {
    const refused = { atMs: this.clock.nowMs(), ...push, ...(body && { body: keptBody(body) }) };
    this.total += 1;
    this.kept = [refused, ...this.kept].slice(0, mostKept);
  }

  list(): readonly RefusedPush[] {
    return this.kept;
  }
}

function keptBody(body: Uint8Array): RefusedBody {
  const beginning = Buffer.from(body.subarray(0, mostBodyBytes));
  const common = { bytes: body.length, cut: body.length > mostBodyBytes };
  // A character that the cut goes through is not at fault.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(beginning, { stream: common.cut });
  return text.includes('\ufffd')
    ? { text: beginning.toString('base64'), base64: true, ...common }
    : { text, base64: false, ...common };
}
