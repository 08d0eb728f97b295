import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { failure, type Outcome, success } from '../outcome';
import { readTextFile } from './files';
import type { HttpFailureCode } from './http-failures';
import { TunnelAgent } from './tunnel-agent';

export interface TlsFiles {
  /** PEM; whoever these certificates sign is trusted, and nobody else. */
  readonly caFile?: string | undefined;
  /** PEM; what this machine shows of itself. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

export interface AgentOptions {
  readonly tls?: TlsFiles | undefined;
  /** The address of the proxy on the way to `url`; none when absent. */
  readonly proxyFor?: (url: URL) => Promise<string | undefined> | string | undefined;
}

export interface Connecting {
  readonly agent: Agent;
  /** What the files hold. */
  readonly tls: TlsOptions;
  readonly proxy?: URL;
}

type TlsOptions = Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;

/**
 * Of a name with several addresses each but the last may take so long. Node's 250 ms are less than a round trip by satellite, and the
 * last may have no route (https://github.com/nodejs/node/issues/54359).
 */
const patience = { autoSelectFamilyAttemptTimeout: 2_000 } as const;

/**
 * The kept-alive connections of one client. Certificates are read anew for each request, so that a renewed one is taken up.
 */
export class Agents {
  private readonly kept = new Map<string, Agent>();

  constructor(private readonly options: AgentOptions) {}

  /** `fresh`: not one of the connections that are open already. */
  async to(url: URL, { fresh }: { readonly fresh: boolean }): Promise<Outcome<Connecting, HttpFailureCode>> {
    const tls = url.protocol === 'https:' ? readTls(this.options.tls ?? {}) : success({});
    if (!tls.ok) return tls;
    const proxy = await this.proxyFor(url);
    if (!proxy.ok) return proxy;
    const agent = fresh ? agentFor(url, proxy.value, false) : this.keptAgent(url, proxy.value);
    return success({ agent, tls: tls.value, ...(proxy.value && { proxy: proxy.value }) });
  }

  close(): void {
    for (const agent of this.kept.values()) agent.destroy();
    this.kept.clear();
  }

  private keptAgent(url: URL, proxy: URL | undefined): Agent {
    const key = `${url.protocol} ${proxy?.href ?? ''}`;
    const agent = this.kept.get(key) ?? agentFor(url, proxy, true);
    this.kept.set(key, agent);
    return agent;
  }

  private async proxyFor(url: URL): Promise<Outcome<URL | undefined, HttpFailureCode>> {
    const text = await this.options.proxyFor?.(url);
    if (text === undefined) return success(undefined);
    const proxy = parsed(text);
    if (proxy?.protocol === 'http:' || proxy?.protocol === 'https:') return success(proxy);
    return failure('bad_request', `The proxy on the way to ${url.host} is not an http or https address.`, {
      hint: "Look at HTTP_PROXY and HTTPS_PROXY in the environment, or at the desktop's proxy settings.",
    });
  }
}

/** A proxy is asked for a plain address as any server is; to a secure one it opens a tunnel. */
function agentFor(url: URL, proxy: URL | undefined, keepAlive: boolean): Agent {
  const isSecure = url.protocol === 'https:';
  const options = { keepAlive, ...patience };
  if (proxy && isSecure) return new TunnelAgent(proxy, options);
  const spoken = proxy ?? url;
  return spoken.protocol === 'https:' ? new TlsAgent(options) : new Agent(options);
}

function readTls(files: TlsFiles): Outcome<TlsOptions, HttpFailureCode> {
  const texts: Record<string, string> = {};
  for (const [name, file] of [
    ['ca', files.caFile],
    ['cert', files.certFile],
    ['key', files.keyFile],
  ] as const) {
    if (file === undefined) continue;
    const text = readTextFile(file);
    if (!text.ok) return failure('tls', text.error.message, { hint: 'Look at "tls" in the settings.' });
    texts[name] = text.value;
  }
  return success(texts);
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
