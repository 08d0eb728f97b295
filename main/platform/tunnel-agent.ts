import { request as sendHttp } from 'node:http';
import { Agent, type AgentOptions, request as sendHttps } from 'node:https';
import { unescape as decoded } from 'node:querystring';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';

export interface TunnelOptions extends ConnectionOptions {
  /** A tunnel that is not there by then is given up: the request that wants it cannot do so itself. */
  readonly tunnelWithinMs?: number;
}

type Connected = (error: Error | null, socket?: Duplex) => void;

/** Kept-alive secure connections through an http or https proxy, by CONNECT (RFC 9110, 9.3.6); the proxy sees host and port alone. */
export class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    options: AgentOptions,
  ) {
    super(options);
  }

  /** As Node's agents call it: the answer is given to `connected`. */
  override createConnection(options: TunnelOptions, connected: Connected): undefined {
    const { proxy } = this;
    const host = options.host?.includes(':') ? `[${options.host}]` : options.host;
    const path = `${host}:${options.port}`;
    const send = proxy.protocol === 'https:' ? sendHttps : sendHttp;
    const headers = { Host: path, ...proxyAuthorization(proxy) };
    const asking = send(withoutCredentials(proxy), { method: 'CONNECT', path, headers, agent: false });
    const timer = setTimeout(() => asking.destroy(tooLate()), options.tunnelWithinMs);
    // Whatever the proxy answers comes as this event.
    asking.on('connect', ({ statusCode }, socket) => {
      clearTimeout(timer);
      if (statusCode === 200) return connected(null, connect({ ...options, socket }));
      socket.destroy();
      return connected(new Error(`the proxy does not connect (status ${statusCode})`));
    });
    asking.on('error', (error) => {
      clearTimeout(timer);
      connected(error);
    });
    asking.end();
    return undefined;
  }
}

function tooLate(): Error {
  return Object.assign(new Error('the proxy does not answer'), { code: 'ETIMEDOUT' });
}

/** What the proxy's own address says of credentials; a "%" that begins no escape stands for itself. */
export function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** For Node, which makes an `Authorization` of those in an address, and a proxy passes that on to whoever is behind it. */
export function withoutCredentials(proxy: URL): URL {
  return Object.assign(new URL(proxy), { username: '', password: '' });
}
