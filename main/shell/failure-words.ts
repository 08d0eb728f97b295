import type { Failure } from '../outcome';
import { type Sentences, translated } from '../texts/sentences';

/** All that a failure says, a line each: what, where in the input, what to do. In English, where there are no sentences for it. */
export function failureWords({ message, faults = [], hint }: Failure, sentences: Sentences = {}): string {
  const say = (text: string) => translated(text, sentences) ?? text;
  const places = faults.map((fault) => [fault.path, say(fault.message)].filter(Boolean).join(' '));
  return [say(message), ...places, hint && say(hint)].filter((line) => line !== undefined).join('\n');
}
