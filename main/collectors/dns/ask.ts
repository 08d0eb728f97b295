import { Resolver } from 'node:dns';
import { failure, messageOf, type Outcome, success } from '../../outcome';
import type { DnsTarget } from '../../settings/schema/collectors/dns';
import type { ProbeFailureCode } from '../probing/probe-report';

interface AskOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

type Question = Pick<DnsTarget, 'host' | 'type'>;

/** The records of the answer, each as `dig +short` writes it but for the point at the end of names and the quotes around TXT. */
export async function ask(
  { host, type }: Question,
  servers: readonly string[],
  { signal, timeoutMs }: AskOptions,
): Promise<Outcome<readonly string[], ProbeFailureCode>> {
  // One try: with more, a lost packet would look like a slow answer.
  const resolver = new Resolver({ timeout: Math.max(Math.floor(timeoutMs), 1), tries: 1 });
  const cancel = () => resolver.cancel();
  const timer = setTimeout(cancel, timeoutMs);
  signal.addEventListener('abort', cancel);
  try {
    resolver.setServers(servers);
    const records = await new Promise<readonly unknown[]>((resolve, reject) => {
      resolver.resolve(host, type, (error, found) => (error ? reject(error) : resolve([found].flat())));
    });
    return success(records.map(textOf));
  } catch (thrown) {
    return askFailure(thrown, host, servers.join(', '));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

/** Node gives a text for a record with one part, a list for TXT, and an object with a key for each part for the others. */
function textOf(record: unknown): string {
  if (Array.isArray(record)) return record.join('');
  if (typeof record !== 'object' || record === null) return String(record);
  const parts = record as Readonly<Record<string, unknown>>;
  const order = ['priority', 'weight', 'port', 'name', 'exchange', 'nsname', 'hostmaster', 'serial'];
  const more = ['refresh', 'retry', 'expire', 'minttl'];
  return [...order, ...more]
    .filter((key) => key in parts)
    .map((key) => String(parts[key]))
    .join(' ');
}

function askFailure(thrown: unknown, host: string, servers: string): Outcome<never, ProbeFailureCode> {
  switch ((thrown as NodeJS.ErrnoException).code) {
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return failure('timeout', `No answer from ${servers} in time.`);
    case 'ECONNREFUSED':
      return failure('refused', `No name server listens at ${servers}.`);
    case 'ENOTFOUND':
      return failure('answer', `${servers} says that there is no ${host}.`);
    case 'ENODATA':
      return failure('answer', `${servers} says that ${host} has no such record.`);
    case 'ESERVFAIL':
      return failure('answer', `${servers} could not find ${host} out (SERVFAIL).`);
    case 'EREFUSED':
      return failure('answer', `${servers} refuses to answer for ${host} (REFUSED).`);
    default:
      return failure('answer', `${servers} gave no answer for ${host}: ${messageOf(thrown)}.`);
  }
}
