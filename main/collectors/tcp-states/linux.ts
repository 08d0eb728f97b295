import { type Failure, failure, type Outcome, success } from '../../outcome';
import { type ReadFailureCode, readInSlices } from '../../platform/proc-reader';
import type { Machine, ProblemCode } from '../collector';
import { ProcScanner } from './proc-scanner';
import type { Reading } from './reading';

/** Of this network namespace alone: the kernel shows no other. */
export async function readProc(
  machine: Machine,
  signal: AbortSignal,
): Promise<Outcome<Reading, ProblemCode>> {
  const scanner = new ProcScanner();
  const read = async (path: string) => {
    const outcome = await readInSlices(path, (bytes) => scanner.scan(bytes), {
      clock: machine.clock,
      signal,
    });
    scanner.endOfFile();
    return outcome;
  };
  const [tcp, tcp6] = [`${machine.procRoot}/net/tcp`, `${machine.procRoot}/net/tcp6`];
  const ipv4 = await read(tcp);
  if (!ipv4.ok) return notCounted(ipv4.error);
  const ipv6 = await read(tcp6);
  // A kernel without IPv6 has no tcp6, and then no such sockets either.
  const hasIpv6 = ipv6.ok || ipv6.error.code !== 'not_found';
  if (!ipv6.ok && hasIpv6) return notCounted(ipv6.error);
  return success({ counts: scanner.counts, source: hasIpv6 ? `${tcp}, ${tcp6}` : tcp });
}

const problemCodes: Readonly<Record<ReadFailureCode, ProblemCode>> = {
  not_found: 'no_source',
  not_permitted: 'permission',
  not_readable: 'no_source',
  aborted: 'timeout',
};

function notCounted({ code, message }: Failure<ReadFailureCode>): Outcome<never, ProblemCode> {
  const hint =
    code === 'aborted' ? 'Give it a longer interval.' : 'See whether /proc is mounted and readable.';
  return failure(problemCodes[code], `TCP states could not be counted. ${message}`, { hint });
}
