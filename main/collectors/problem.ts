import type { Failure } from '../outcome';
import type { Problem, ProblemCode } from './collector';

/** What went wrong and what to do about it, in one text. */
export function problemOf({ code, message, hint }: Failure<ProblemCode>, target?: string): Problem {
  return {
    code,
    message: hint ? `${message} ${hint}` : message,
    ...(target === undefined ? {} : { target }),
  };
}
