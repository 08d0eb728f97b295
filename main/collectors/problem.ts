import { type Failure, inWords } from '../outcome';
import type { ProcessFailureCode } from '../platform/process';
import type { Problem, ProblemCode } from './collector';

/** What a program that did not start is called among problems. */
export const startProblems: Readonly<Record<ProcessFailureCode, ProblemCode>> = {
  not_found: 'no_source',
  not_executable: 'permission',
  not_started: 'no_source',
};

/** What went wrong and what to do about it, in one text. */
export function problemOf(failure: Failure<ProblemCode>, target?: string): Problem {
  return { code: failure.code, message: inWords(failure), ...(target === undefined ? {} : { target }) };
}

/** What befell several targets is said once, without a target. */
export function problemsOfTargets(
  failures: readonly { readonly target: string; readonly failure: Failure<ProblemCode> }[],
): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { target, failure } of failures) {
    const key = `${failure.code} ${failure.message}`;
    problems.set(key, problemOf(failure, problems.has(key) ? undefined : target));
  }
  return [...problems.values()];
}
