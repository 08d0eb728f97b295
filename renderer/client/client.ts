import type { CallInput, CallName, CallOutput, EventBody, EventName } from '../../main/contract/contract';
import type { ContractErrorCode } from '../../main/contract/errors';
import type { Transport } from '../../main/contract/transport';
import { failure, messageOf, type Outcome } from '../../main/outcome';

/** The window's one way to main: every call and event of the contract's table, over whatever transport there is. */
export interface Client {
  /** Never rejects: what goes wrong, the line included, is a failure. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Outcome<CallOutput<N>>>;
  /** Hears every event from now on and how the line is; the answer ends it. */
  subscribe(listeners: ClientListeners): () => void;
}

export type ClientListeners = {
  readonly [N in EventName]?: (body: EventBody<N>) => void;
} & { readonly connected?: (up: boolean) => void };

export function makeClient(transport: Transport): Client {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>) {
      try {
        return (await transport.call(name, input)) as Outcome<CallOutput<N>>;
      } catch (thrown) {
        return lineFailure('disconnected', messageOf(thrown));
      }
    },
    subscribe(listeners) {
      return transport.subscribe(
        (name, body) => (listeners[name] as ((body: unknown) => void) | undefined)?.(body),
        listeners.connected,
      );
    },
  };
}

/** A failure of the line itself. Its words for people are in the catalogue, under the code. */
export function lineFailure(code: ContractErrorCode & ('disconnected' | 'not_allowed'), detail: string) {
  return failure(code, detail);
}
