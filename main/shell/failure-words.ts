import type { Failure } from '../outcome';

/** All that a failure says, a line each: what, where in the input, what to do. */
export function failureWords({ message, faults = [], hint }: Failure): string {
  const places = faults.map((fault) => [fault.path, fault.message].filter(Boolean).join(' '));
  return [message, ...places, hint].filter((line) => line !== undefined).join('\n');
}
