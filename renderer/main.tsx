import { createRoot } from 'react-dom/client';
import type { Transport } from '../main/contract/transport';
import { App } from './app';
import { makeClient } from './client/client';
import { makeHttpTransport } from './client/http-transport';
import { takeToken } from './client/token';
import { makeSession } from './state/session';

declare global {
  interface Window {
    /** Put there by the desktop's preload script; absent in a browser. */
    readonly pushtray?: Transport;
  }
}

const transport = window.pushtray ?? httpTransport();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <App session={transport && makeSession(makeClient(transport))} languages={navigator.languages} />,
);

function httpTransport(): Transport | undefined {
  const token = takeToken();
  // The address with a token pasted over this page's own changes nothing but the hash.
  window.addEventListener('hashchange', () => {
    if (window.location.hash.includes('token=')) window.location.reload();
  });
  return token === undefined ? undefined : makeHttpTransport({ token });
}
