import type { DestinationTools } from '../destinations/destination';
import { makeHttpClient } from '../platform/http-client';
import { proxyFor } from '../platform/proxy';
import type { Secrets } from '../settings/file/secrets';
import type { DestinationSettings } from '../settings/schema/destinations';

export interface Reach {
  readonly secrets: Secrets;
  /** Of the process: names the proxies. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How a destination's server is reached and convinced; whoever asks for it closes the client. */
export function reaching(
  { tls }: Pick<DestinationSettings, 'tls'>,
  { secrets, env }: Reach,
): Pick<DestinationTools, 'http' | 'secret'> {
  return {
    http: makeHttpClient({ tls, proxyFor: (url) => proxyFor(url, env) }),
    secret(name) {
      const found = secrets.get(name);
      return found.ok ? found.value : undefined;
    },
  };
}
