import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure, messageOf, type Outcome, success } from '../outcome';
import { defaultListenHost, defaultListenPort } from '../settings/schema/settings';

export type ListenFailureCode = 'port_taken' | 'not_permitted' | 'no_such_address' | 'not_listening';

/** Where to listen: the first of `ports` that is free. */
export interface ListenPlan {
  /** As it stands in a URL: `[::1]` with its brackets. */
  readonly host: string;
  readonly ports: readonly number[];
}

/** Tried when nobody named an address and the default one is taken; 9093 is Alertmanager's. */
const fallBackPorts = [9092, 9094, 9095, 9096, 9097, 9098, 9099];

/** `HOST:PORT` that somebody named stands for itself alone. */
export function listenPlan(named: string | undefined): ListenPlan {
  if (named === undefined) return { host: defaultListenHost, ports: [defaultListenPort, ...fallBackPorts] };
  const colon = named.lastIndexOf(':');
  return { host: named.slice(0, colon), ports: [Number(named.slice(colon + 1))] };
}

/** Listens and gives the port. */
export async function listen(server: Server, plan: ListenPlan): Promise<Outcome<number, ListenFailureCode>> {
  const host = plan.host.replace(/^\[(.*)\]$/, '$1');
  for (const port of plan.ports) {
    const error = await tryToListen(server, host, port);
    if (error === undefined) return success((server.address() as AddressInfo).port);
    if (error.code !== 'EADDRINUSE') return cannotListen(`${plan.host}:${port}`, error);
  }
  return portTaken(plan);
}

function tryToListen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const onListening = () => {
      server.off('error', onError);
      resolve(undefined);
    };
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      resolve(error);
    };
    server.once('listening', onListening);
    server.once('error', onError);
    server.listen({ host, port });
  });
}

function portTaken({ host, ports: [first, ...others] }: ListenPlan): Outcome<never, ListenFailureCode> {
  const tried = others.length === 0 ? 'is' : `and the ports ${others.join(', ')} are`;
  return failure('port_taken', `The address ${host}:${first} ${tried} taken by another program.`, {
    hint: 'End that program, or name another address with --listen or "server.listen" in settings.',
  });
}

function cannotListen(where: string, error: NodeJS.ErrnoException): Outcome<never, ListenFailureCode> {
  if (error.code === 'EACCES') {
    return failure('not_permitted', `This user may not listen at ${where}.`, {
      hint: 'Ports below 1024 are for the administrator: name a higher one.',
    });
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return failure('no_such_address', `This machine has no address ${where} to listen at.`);
  }
  return failure('not_listening', `Cannot listen at ${where}: ${messageOf(error)}.`);
}
