import { isLoopback } from './loopback';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a desktop's own settings say of an address, in the words of automatic proxy configuration: "PROXY host:port; DIRECT". */
export type DesktopProxies = (url: string) => Promise<string>;

/** As the environment says or, when it names no proxy for such an address, as the desktop's own settings do. */
export async function proxyOnTheWay(
  url: URL,
  env: Environment,
  desktop: DesktopProxies | undefined,
): Promise<string | undefined> {
  if (!desktop || namedProxy(url, env) || isLoopback(url.hostname)) return proxyFor(url, env);
  return firstOf(await desktop(url.href));
}

/**
 * The proxy through which an address is reached, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say, each of which may be written in
 * lower case, which then wins as in curl. Loopback is always reached directly. An entry of NO_PROXY is a name or an
 * address, with a port or without; a name stands for all below it too, and `*` for everything.
 */
export function proxyFor(url: URL, env: Environment): string | undefined {
  const proxy = namedProxy(url, env);
  if (!proxy || isLoopback(url.hostname)) return undefined;
  const excepted = (env['no_proxy'] || env['NO_PROXY'] || '').split(/[\s,]+/);
  if (excepted.some((entry) => covers(entry.toLowerCase(), url))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function namedProxy({ protocol }: URL, env: Environment): string | undefined {
  const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return env[name] || env[name.toUpperCase()];
}

const schemes: Readonly<Record<string, string>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' };

/** What cannot be spoken (SOCKS) is given as it is, so that whoever connects says so. */
function firstOf(list: string): string | undefined {
  const [kind = '', place = ''] = (list.split(';')[0] ?? '').trim().split(/\s+/);
  return kind === '' || kind === 'DIRECT' ? undefined : `${schemes[kind] ?? kind.toLowerCase()}://${place}`;
}

function covers(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [, name = '', onlyPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? ['', `[${entry}]`];
  if (onlyPort !== undefined && onlyPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  const bare = name.replace(/^\*?\./, '');
  return hostname === bare || hostname.endsWith(`.${bare}`);
}
