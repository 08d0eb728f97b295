import { type Outcome, success } from '../../outcome';
import { readInSlices } from '../../platform/proc-reader';
import { Slices } from '../../platform/slices';
import type { Machine, ProblemCode } from '../collector';
import { procFailure } from '../proc-failure';
import { ProcScanner } from './proc-scanner';
import type { Reading } from './reading';
import { Tally } from './tally';

const notCounted = 'TCP states could not be counted.';

/** Of this network namespace alone: the kernel shows no other. */
export async function readProc(
  machine: Machine,
  signal: AbortSignal,
): Promise<Outcome<Reading, ProblemCode>> {
  const tally = new Tally();
  const scanner = new ProcScanner(tally);
  const { clock } = machine;
  const slices = new Slices(clock);
  const read = async (path: string) => {
    const options = { clock, signal, slices };
    const outcome = await readInSlices(path, (bytes) => scanner.scan(bytes), options);
    scanner.endOfFile();
    return outcome;
  };
  const [tcp, tcp6] = [`${machine.procRoot}/net/tcp`, `${machine.procRoot}/net/tcp6`];
  const ipv4 = await read(tcp);
  if (!ipv4.ok) return procFailure(notCounted, ipv4.error);
  const ipv6 = await read(tcp6);
  // A kernel without IPv6 has no tcp6, and then no such sockets either.
  const hasIpv6 = ipv6.ok || ipv6.error.code !== 'not_found';
  if (!ipv6.ok && hasIpv6) return procFailure(notCounted, ipv6.error);
  const { counts, queued } = tally;
  return success({ counts, queued, source: hasIpv6 ? `${tcp}, ${tcp6}` : tcp });
}
