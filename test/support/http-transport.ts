import type { Transport } from '../../main/contract/transport';
import { makeHttpTransport } from '../../renderer/client/http-transport';

/** The page's own transport, to a running server, from Node. */
export function httpTransport({ address, token }: { address: string; token: string }): Transport {
  return makeHttpTransport({ origin: address, token });
}
