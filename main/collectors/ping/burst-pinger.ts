import { type Failure, failure, success } from '../../outcome';
import type { ProcessFailureCode, ProcessResult } from '../../platform/process';
import type { Machine } from '../collector';
import type { Address } from '../probing/address';
import type { CycleTime } from '../probing/cycles';
import type { Turns } from '../probing/turns';
import type { Pinged } from './probe';
import type { BurstOptions, PingFailureCode, PingProgram } from './programs/program';

/** The longest burst prints less than a third of it. */
const maxOutputBytes = 64 * 1024;

/** What all bursts of a cycle share. */
export interface BurstContext {
  readonly machine: Machine;
  readonly program: PingProgram;
  readonly options: BurstOptions;
  readonly turns: Turns;
  readonly time: CycleTime;
}

/** Runs ping for one burst when it is the address's turn. */
export async function pingBurst(address: Address, context: BurstContext): Promise<Pinged> {
  return (await context.turns.inTurn(() => runBurst(address, context))) ?? skipped();
}

async function runBurst(address: Address, context: BurstContext): Promise<Pinged> {
  const { machine, program, options, time } = context;
  const command = program.command(address, options, time.leftMs());
  if (!command) return skipped();
  const run = await machine.run({ ...command, maxOutputBytes, signal: time.signal });
  if (!run.ok) return startFailure(run.error, program);
  if (run.value.endedBy === 'abort') {
    const cut = command.readCut?.(run.value);
    return cut ? success(cut) : skipped();
  }
  if (run.value.endedBy === 'timeout') return tooLong(address, run.value);
  const read = program.read(run.value, address);
  return read.ok ? read : withHint(read.error, program);
}

export function startFailure(
  { code, message }: Failure<ProcessFailureCode>,
  program: PingProgram,
): { ok: false; error: Failure<PingFailureCode | 'not_started'> } {
  if (code === 'not_started') return failure(code, message);
  return withHint({ code: code === 'not_found' ? 'no_ping_program' : 'permission', message }, program);
}

export function withHint(
  { code, message }: Failure<PingFailureCode>,
  { hints }: PingProgram,
): { ok: false; error: Failure<PingFailureCode> } {
  if (code === 'no_ping_program') return failure(code, message, { hint: hints.missing });
  return failure(code, message, code === 'permission' ? { hint: hints.permission } : {});
}

function tooLong({ ip }: Address, { durationMs }: ProcessResult): Pinged {
  const seconds = (durationMs / 1000).toFixed(1);
  return failure('timeout', `ping did not come to its end for ${ip} and was ended after ${seconds} s.`);
}

function skipped(): Pinged {
  return failure('skipped', 'The cycle ended before all targets were pinged.', {
    hint: 'Give it a longer interval or timeout, or fewer targets.',
  });
}
