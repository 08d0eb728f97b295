import type { IncomingMessage } from 'node:http';

/** Names by which a machine means itself. */
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request is not answered; `undefined` when it is. Any web page can have a browser send requests to loopback, and can
 * make a name of its own resolve to it (DNS rebinding): so the Host must be ours by name and port, and where a browser
 * says who is asking, that must be this server's own page or the person at the keyboard (field-notes 3.2, 30).
 */
export function refusalOf(
  request: IncomingMessage,
  { listenHost, isExposed }: { readonly listenHost: string; readonly isExposed: boolean },
): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  const port = request.socket.localPort ?? 0;
  const ownHosts = [...loopbackNames, listenHost].map((name) => `${name}:${port}`);
  // By which names other machines know this one is not to be known; what they may not have needs a token.
  if (!isExposed && !ownHosts.includes(withPort(host.toLowerCase()))) {
    return `This server answers to 127.0.0.1:${port} and localhost:${port}, not to ${JSON.stringify(host)}. Through a tunnel, use port ${port} at both ends.`;
  }
  const ownOrigins = [`http://${host}`, ...(isExposed ? [`https://${host}`] : [])];
  if (origin !== undefined && !ownOrigins.includes(origin)) {
    return `This server does not answer web pages of ${JSON.stringify(origin)}.`;
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'This server does not answer other web pages: type or paste its address into the browser.';
  }
  return undefined;
}

/** Clients leave the default port out. */
function withPort(host: string): string {
  return /:\d+$/.test(host) ? host : `${host}:80`;
}
