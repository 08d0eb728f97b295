import type { Outcome } from '../../../outcome';
import type { ProcessRequest, ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst } from '../burst';

export interface PacketOptions {
  /** Between two packets, where the program lets it be chosen. */
  readonly spacingMs: number;
  /** Of data, without headers. */
  readonly sizeBytes: number;
}

export interface BurstOptions extends PacketOptions {
  /** Packets. */
  readonly count: number;
  /** For the answer to the last packet, or to each, as the program has it. */
  readonly replyTimeoutMs: number;
}

export type PingFailureCode = 'no_ping_program' | 'permission' | 'no_route' | 'bad_output';

/** The ping of one system: how it is asked and how its answer is read. Runs nothing itself. */
export interface PingProgram {
  /**
   * A burst that is over within `roomMs`, with less patience or fewer packets if it must be; undefined when not even one
   * packet fits. `timeoutMs` is more than the program needs when it keeps to its options.
   */
  command(address: Address, options: BurstOptions, roomMs: number): PingCommand | undefined;
  /** Reads what a run that came to its own end printed. */
  read(result: ProcessResult, address: Address): Outcome<Burst, PingFailureCode>;
  /**
   * A ping that goes on and prints at least one line a packet, answered or not; undefined where the program cannot for
   * this version of IP.
   */
  stream?(address: Address, options: PacketOptions): PingStreamCommand | undefined;
  /** How to get the program; how to get leave to use it. */
  readonly hints: { readonly missing: string; readonly permission: string };
}

export interface PingCommand extends ProcessRequest {
  /**
   * What a run that was ended before it said its result had found of the packets whose time was over by then; undefined
   * when it is none. Absent where such a run says nothing.
   */
  readCut?(result: ProcessResult): Burst | undefined;
}

export interface PingStreamCommand extends Pick<ProcessRequest, 'file' | 'args' | 'env'> {
  /** The number of the first packet. */
  readonly firstSequence: number;
}

/** What a run may take beyond its options before it is ended. */
export const graceMs = 2_000;

/** As long as this an answer is always waited for, if need be with fewer packets: a slow answer is no loss. */
export const minReplyTimeoutMs = 500;
