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
  /** How many there are of each kind, of which these are the first. */
  readonly distinct: Readonly<Record<'processes' | 'remoteAddresses' | 'remotePorts' | 'localPorts', number>>;
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
  const pids = counted(processes.map(({ pid }) => pid));
  const addresses = counted(remotes.map(({ address }) => address));
  const remotePorts = counted(remotes.map(({ port }) => port));
  const localPorts = counted(connections.map(({ localPort }) => localPort));
  return {
    connections: connections.length,
    processes: pids.slice(0, top).map(([pid, count]) => ({ ...byPid.get(pid), pid, connections: count })),
    withoutProcess: connections.length - processes.length,
    remoteAddresses: addresses.slice(0, top).map(([address, count]) => ({ address, connections: count })),
    remotePorts: remotePorts.slice(0, top).map(portHeld),
    localPorts: localPorts.slice(0, top).map(portHeld),
    distinct: {
      processes: pids.length,
      remoteAddresses: addresses.length,
      remotePorts: remotePorts.length,
      localPorts: localPorts.length,
    },
  };
}

function portHeld([port, connections]: Counted<number>): PortHeld {
  return { port, connections };
}

type Counted<T> = readonly [value: T, count: number];

/** How often each value is there, the most frequent first. */
function counted<T>(values: readonly T[]): Counted<T>[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
