type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy through which an address is reached, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say, each of which may be written in
 * lower case, which then wins as in curl. Loopback is always reached directly. An entry of NO_PROXY is a name or an
 * address, with a port or without; a name stands for all below it too, and `*` for everything.
 */
export function proxyFor(url: URL, env: Environment): string | undefined {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const proxy = env[name] || env[name.toUpperCase()];
  if (!proxy || isLoopback(url.hostname)) return undefined;
  const excepted = (env['no_proxy'] || env['NO_PROXY'] || '').split(/[\s,]+/);
  if (excepted.some((entry) => covers(entry.toLowerCase(), url))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function covers(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [, name = '', onlyPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? ['', `[${entry}]`];
  if (onlyPort !== undefined && onlyPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  const bare = name.replace(/^\*?\./, '');
  return hostname === bare || hostname.endsWith(`.${bare}`);
}
