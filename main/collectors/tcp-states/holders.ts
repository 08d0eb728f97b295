import type { TcpState } from '../../metrics/tcp-states';
import { type Outcome, success } from '../../outcome';
import type { Machine, ProblemCode } from '../collector';
import type { Connection, ConnectionProcess } from './connection';
import { netstatConnections } from './netstat-connections';
import { procConnections } from './proc-connections';

/** Who holds the connections of one state: of each kind those with the most, the most first. */
export interface TcpHolders {
  /** All that are in the state. */
  readonly connections: number;
  readonly processes: (ConnectionProcess & { readonly connections: number })[];
  /** Of `connections`: no process has them open any more (TIME_WAIT never has one), or this user may not see whose they are. */
  readonly withoutProcess: number;
  /** Empty for `listen`, as the ports are. */
  readonly remoteAddresses: { readonly address: string; readonly connections: number }[];
  readonly remotePorts: PortHeld[];
  readonly localPorts: PortHeld[];
}

interface PortHeld {
  readonly port: number;
  readonly connections: number;
}

/** Asks only when somebody wants to know: this looks at every process's open files. At most `top` of each kind. */
export async function connectionHolders(
  { state, top }: { readonly state: TcpState; readonly top: number },
  machine: Pick<Machine, 'platform' | 'procRoot' | 'clock'>,
  signal: AbortSignal,
): Promise<Outcome<TcpHolders, ProblemCode>> {
  const listed = await (machine.platform === 'linux'
    ? procConnections(state, machine, signal)
    : netstatConnections(state, signal));
  return listed.ok ? success(holdersOf(listed.value, top)) : listed;
}

function holdersOf(connections: readonly Connection[], top: number): TcpHolders {
  const processes = connections.flatMap(({ process }) => process ?? []);
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const remotes = connections.flatMap(({ remote }) => remote ?? []);
  return {
    connections: connections.length,
    processes: most(
      processes.map(({ pid }) => pid),
      top,
    ).map(([pid, count]) => ({ ...byPid.get(pid), pid, connections: count })),
    withoutProcess: connections.length - processes.length,
    remoteAddresses: most(
      remotes.map(({ address }) => address),
      top,
    ).map(([address, count]) => ({ address, connections: count })),
    remotePorts: mostPorts(remotes, top),
    localPorts: mostPorts(
      connections.map(({ localPort }) => ({ port: localPort })),
      top,
    ),
  };
}

function mostPorts(sides: readonly { readonly port: number }[], top: number): PortHeld[] {
  const ports = sides.map(({ port }) => port);
  return most(ports, top).map(([port, count]) => ({ port, connections: count }));
}

/** How often each value is there, the most frequent first. */
function most<T>(values: readonly T[], top: number): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, top);
}
