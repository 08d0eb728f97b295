import { type Failure, failure } from '../outcome';
import type { ReadFailureCode } from '../platform/proc-reader';
import type { ProblemCode } from './collector';

const problemCodes: Readonly<Record<ReadFailureCode, ProblemCode>> = {
  not_found: 'no_source',
  not_permitted: 'permission',
  not_readable: 'no_source',
  aborted: 'timeout',
};

/** `what`: "TCP states could not be counted." */
export function procFailure(
  what: string,
  { code, message }: Failure<ReadFailureCode>,
): { ok: false; error: Failure<ProblemCode> } {
  const hint =
    code === 'aborted' ? 'Give it a longer interval.' : 'See whether /proc is mounted and readable.';
  return failure(problemCodes[code], `${what} ${message}`, { hint });
}
