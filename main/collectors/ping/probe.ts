import { type Failure, failure, type Outcome, success } from '../../outcome';
import type { ProcessFailureCode, ProcessResult } from '../../platform/process';
import type { PingTarget } from '../../settings/schema/collectors';
import { host as hostField } from '../../settings/schema/fields';
import type { Machine } from '../collector';
import { unlessAborted } from '../unless-aborted';
import { type Address, addressOf } from '../probing/address';
import type { Burst } from './burst';
import { findGateway } from '../probing/gateway';
import type { NameLookup } from '../probing/name-lookup';
import type { BurstOptions, PingFailureCode, PingProgram } from './programs/program';
import type { Turns } from '../probing/turns';

/** The longest burst prints less than a third of it. */
const maxOutputBytes = 64 * 1024;

/** `skipped`: the cycle ended before the target's result was there. */
export type ProbeFailureCode =
  | PingFailureCode
  | 'not_started'
  | 'unresolvable'
  | 'no_source'
  | 'timeout'
  | 'skipped';

/** What one cycle found out of one target. */
export interface Probe {
  readonly target: PingTarget;
  /** Absent when there was none to ping. */
  readonly address?: Address;
  readonly result: Outcome<Burst, ProbeFailureCode>;
}

/** What all probes of a cycle share. */
export interface ProbeContext {
  readonly machine: Machine;
  readonly program: PingProgram;
  readonly options: BurstOptions;
  readonly names: NameLookup;
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

export async function probe(target: PingTarget, context: ProbeContext): Promise<Probe> {
  const found = await findAddress(target, context);
  if (!found.ok) return { target, result: found };
  const address = found.value;
  return { target, address, result: await pingInTurn(address, context) };
}

/** Whether the host's address must be asked for by name. */
export function isName(host: string): boolean {
  return host !== 'gateway' && addressOf(host) === undefined;
}

async function findAddress(
  { host }: PingTarget,
  context: ProbeContext,
): Promise<Outcome<Address, ProbeFailureCode>> {
  const { machine, names, signal } = context;
  if (!hostField.safeParse(host).success) {
    return failure('unresolvable', `"${host}" is not a host name or an address.`);
  }
  if (host === 'gateway') return findGateway(machine, signal);
  const address = addressOf(host);
  if (address) return success(address);
  const found = await unlessAborted(signal, names.find(host));
  return found ?? failure('unresolvable', `The name "${host}" had no address yet when the cycle ended.`);
}

async function pingInTurn(
  address: Address,
  context: ProbeContext,
): Promise<Outcome<Burst, ProbeFailureCode>> {
  const { turns, signal } = context;
  const turn = turns.begin().then(() => true);
  if (!(await unlessAborted(signal, turn))) return skipped();
  try {
    return await ping(address, context);
  } finally {
    turns.end();
  }
}

async function ping(address: Address, context: ProbeContext): Promise<Outcome<Burst, ProbeFailureCode>> {
  const { machine, program, options, signal } = context;
  const command = program.command(address, options);
  const run = await machine.run({ ...command, maxOutputBytes, signal });
  if (!run.ok) return startFailure(run.error, program);
  if (run.value.endedBy === 'abort') return skipped();
  if (run.value.endedBy === 'timeout') return tooLong(address, run.value);
  const read = program.read(run.value, address);
  if (read.ok) return read;
  return failure(read.error.code, read.error.message, hintFor(read.error.code, program));
}

function startFailure(
  { code, message }: Failure<ProcessFailureCode>,
  program: PingProgram,
): Outcome<never, ProbeFailureCode> {
  if (code === 'not_started') return failure(code, message);
  const cause = code === 'not_found' ? 'no_ping_program' : 'permission';
  return failure(cause, message, hintFor(cause, program));
}

function hintFor(code: PingFailureCode, { hints }: PingProgram): { hint?: string } {
  if (code === 'no_ping_program') return { hint: hints.missing };
  return code === 'permission' ? { hint: hints.permission } : {};
}

function tooLong({ ip }: Address, { durationMs }: ProcessResult): Outcome<never, ProbeFailureCode> {
  const seconds = (durationMs / 1000).toFixed(1);
  return failure('timeout', `ping did not come to its end for ${ip} and was ended after ${seconds} s.`);
}

function skipped(): Outcome<never, ProbeFailureCode> {
  return failure('skipped', 'The cycle ended before all targets were pinged.', {
    hint: 'Give it a longer interval or timeout, or fewer targets.',
  });
}
