import { failure, type Outcome, success } from '../outcome';
import { isLoopback, type ServerSettings } from '../settings/schema/settings';
import type { PushToken } from './push-token';

export type FindSecret = (name: string) => Outcome<string>;

/** What requests must show there. Other machines are let in only where settings say so, and nobody without the token that settings name. */
export function pushTokenAt(
  listen: string | undefined,
  { expose, token }: Pick<ServerSettings, 'expose' | 'token'>,
  secret: FindSecret,
): Outcome<PushToken> {
  if (!isLoopback(listen) && !expose) {
    return failure('not_exposed', `${listen} is not a loopback address: other machines would reach it.`, {
      hint: 'If they shall, set "server.expose" to true and "server.token" in settings.',
    });
  }
  if (!token) return success(undefined);
  const found = secret(token.secret);
  if (!found.ok) return found;
  return success(() => {
    const now = secret(token.secret);
    return now.ok ? now.value : undefined;
  });
}
