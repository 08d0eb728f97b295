import type { z } from 'zod';
import {
  type CallName,
  type CallOutput,
  type CheckedInput,
  calls,
  type EventName,
} from '../contract/contract';
import { type Failure, failure, messageOf, type Outcome } from '../outcome';
import { plainWords } from '../settings/schema/words';

/** What each call does: one function a call, complete by type. */
export type Handlers = {
  readonly [N in CallName]: (
    input: CheckedInput<N>,
  ) => Promise<Outcome<CallOutput<N>>> | Outcome<CallOutput<N>>;
};

export type EventListener = (name: EventName, body: unknown) => void;

/** The one door between a window and everything behind it; both transports lead here and add nothing. */
export interface Door {
  /** Looks the call up, checks its input, runs it. Never throws: what goes wrong comes back as a failure. */
  call(name: string, input: unknown): Promise<Outcome<unknown>>;
  subscribe(listener: EventListener): () => void;
}

export function makeDoor(
  handlers: Handlers,
  subscribe: Door['subscribe'],
  onInternalError: (call: string, thrown: unknown) => void,
): Door {
  return {
    subscribe,
    async call(name, input) {
      if (!isCallName(name)) return failure('unknown_call', `There is no call "${name}".`);
      const checked = calls[name].input.safeParse(input, { error: plainWords });
      if (!checked.success) return badInput(name, checked.error);
      try {
        const handler = handlers[name] as (input: unknown) => Promise<Outcome<unknown>> | Outcome<unknown>;
        return await handler(checked.data);
      } catch (thrown) {
        onInternalError(name, thrown);
        return failure('internal', `Pushtray made a mistake in "${name}": ${messageOf(thrown)}.`, {
          hint: 'The log has the details.',
        });
      }
    },
  };
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

function badInput(name: string, error: z.ZodError): { ok: false; error: Failure } {
  const faults = error.issues.map((issue) => ({
    line: 0,
    column: 0,
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return failure('bad_input', `The call "${name}" was given something it does not take.`, { faults });
}
