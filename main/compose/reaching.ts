import type { DestinationTools } from '../destinations/destination';
import { makeHttpClient } from '../platform/http-client';
import { type DesktopProxies, proxyOnTheWay } from '../platform/proxy';
import type { Secrets } from '../settings/file/secrets';
import type { DestinationSettings } from '../settings/schema/destinations';

export interface Reach {
  readonly secrets: Secrets;
  /** Of the process: names the proxies. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the tray app: where the environment names none. */
  readonly desktopProxies?: DesktopProxies | undefined;
}

/** How a destination's server is reached and convinced; whoever asks for it closes the client. */
export function reaching(
  { tls }: Pick<DestinationSettings, 'tls'>,
  { secrets, env, desktopProxies }: Reach,
): Pick<DestinationTools, 'http' | 'secret'> {
  return {
    http: makeHttpClient({ tls, proxyFor: (url) => proxyOnTheWay(url, env, desktopProxies) }),
    secret: (name) => secretNamed(name, secrets),
  };
}

/** Looked up anew each time, so that a changed one is taken up; undefined when it is not set. */
export function secretNamed(name: string, secrets: Secrets): string | undefined {
  const found = secrets.get(name);
  return found.ok ? found.value : undefined;
}
