import type { Transport } from '../main/contract/transport';
import { makeClient } from './client/client';
import { makeHttpTransport } from './client/http-transport';
import { takeToken } from './client/token';
import { makeSession, type Session } from './state/session';

declare global {
  interface Window {
    /** Put there by the desktop's preload script; absent in a browser. */
    readonly pushtray?: Transport;
  }
}

const transport = window.pushtray ?? httpTransport();

/** Undefined: nothing says who we are. Asks main for the state at once: it answers while the code that draws it is made ready. */
export const session: Session | undefined = transport && makeSession(makeClient(transport));
session?.start();

function httpTransport(): Transport | undefined {
  const token = takeToken();
  // The address with a token pasted over this page's own changes nothing but the hash.
  window.addEventListener('hashchange', () => {
    if (window.location.hash.includes('token=')) window.location.reload();
  });
  return token === undefined ? undefined : makeHttpTransport({ token });
}
