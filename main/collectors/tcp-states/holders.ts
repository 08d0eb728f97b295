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
  /** Empty for `listen`. */
  readonly remoteAddresses: { readonly address: string; readonly connections: number }[];
  readonly localPorts: { readonly port: number; readonly connections: number }[];
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
  return {
    connections: connections.length,
    processes: most(
      processes.map(({ pid }) => pid),
      top,
    ).map(([pid, count]) => ({ ...byPid.get(pid), pid, connections: count })),
    withoutProcess: connections.length - processes.length,
    remoteAddresses: most(
      connections.flatMap(({ remoteAddress }) => remoteAddress ?? []),
      top,
    ).map(([address, count]) => ({ address, connections: count })),
    localPorts: most(
      connections.map(({ localPort }) => localPort),
      top,
    ).map(([port, count]) => ({ port, connections: count })),
  };
}

/** How often each value is there, the most frequent first. */
function most<T>(values: readonly T[], top: number): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, top);
}
