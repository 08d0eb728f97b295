import type { Outcome } from '../../../outcome';
import type { ProcessRequest, ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst } from '../burst';

export interface BurstOptions {
  /** Packets. */
  readonly count: number;
  /** Between two packets, where the program lets it be chosen. */
  readonly spacingMs: number;
  /** For the answer to the last packet, or to each, as the program has it. */
  readonly replyTimeoutMs: number;
}

export type PingFailureCode = 'no_ping_program' | 'permission' | 'no_route' | 'bad_output';

/** The ping of one system: how it is asked and how its answer is read. Runs nothing itself. */
export interface PingProgram {
  /** `timeoutMs` is more than the program needs when it keeps to its options. */
  command(address: Address, options: BurstOptions): ProcessRequest;
  /** Reads what a run that came to its own end printed. */
  read(result: ProcessResult, address: Address): Outcome<Burst, PingFailureCode>;
  /** How to get the program; how to get leave to use it. */
  readonly hints: { readonly missing: string; readonly permission: string };
}

/** What a run may take beyond its options before it is ended. */
export const graceMs = 2_000;
