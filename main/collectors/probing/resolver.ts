import { Resolver } from 'node:dns';
import { failure, type Outcome, success } from '../../outcome';
import { readTable } from '../../platform/proc-reader';
import type { Machine } from '../collector';
import { type Address, addressOf } from './address';

/** What systemd-resolved listens at; asking it says nothing about the name servers behind it. */
const resolvedStubs = ['127.0.0.53', '127.0.0.54'];
const resolvedServers = '/run/systemd/resolve/resolv.conf';

/** `ADDRESS`, or `ADDRESS:PORT` with an IPv6 address in brackets, for each name server of the system, as it is set now. */
export function systemServers(): string[] {
  // A new one reads /etc/resolv.conf, or what the system has in its place, anew.
  return new Resolver().getServers();
}

/** The name servers that this machine asks in the end: behind systemd-resolved's stub, those that it asks. At least one. */
export async function findResolvers(
  { clock }: Pick<Machine, 'clock'>,
  signal: AbortSignal,
): Promise<Outcome<readonly Address[], 'no_source'>> {
  const servers = addressesIn(systemServers());
  const beyondStub = servers.filter(({ ip }) => !resolvedStubs.includes(ip));
  if (beyondStub.length > 0) return success(beyondStub);
  const behind = await readTable(resolvedServers, { clock, signal });
  const found = behind.ok ? nameServersIn(behind.value) : [];
  if (found.length > 0) return success(found);
  const stub = servers.map(({ ip }) => ip).join(', ') || 'none';
  return failure(
    'no_source',
    `The name server of this machine is systemd-resolved itself (${stub}), and ${resolvedServers} does not say whom that asks.`,
    { hint: 'Name the address of the name server instead of "dns".' },
  );
}

/** From the text of a resolv.conf. */
function nameServersIn(text: string): Address[] {
  return [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(([, ip]) => addressOf(ip ?? '') ?? []);
}

function addressesIn(servers: readonly string[]): Address[] {
  return servers.flatMap(
    (server) => addressOf(server.replace(/^\[(.+)\]:\d+$|^([\d.]+):\d+$/, '$1$2')) ?? [],
  );
}
