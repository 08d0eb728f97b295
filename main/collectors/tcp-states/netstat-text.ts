import { stateNamed } from './state-names';
import { noConnections, type QueuedBytes, type StateCounts } from './states';

type CountedState = keyof StateCounts;

/** One TCP connection as a line of netstat tells it. */
interface Row {
  readonly state: CountedState;
  readonly rxBytes?: number;
  readonly txBytes?: number;
}

/** Undefined for a line that is no TCP connection. */
export type ReadRow = (line: string) => Row | undefined;

/**
 * macOS (https://github.com/apple-oss-distributions/network_cmds, netstat.tproj/inet.c):
 * `tcp46      0      0  *.8080      *.*      LISTEN     `. An asterisk marks a half of T/TCP; a number a state that has no name.
 */
export function readMacRow(line: string): Row | undefined {
  const [protocol = '', rxBytes, txBytes, local, foreign, state = ''] = line.split(/\s+/);
  if (!/^tcp(?:4|6|46)?$/.test(protocol) || local === undefined || foreign === undefined) return undefined;
  return {
    state: stateNamed(state.replace(/\*$/, '')) ?? 'unknown',
    rxBytes: Number(rxBytes),
    txBytes: Number(txBytes),
  };
}

/**
 * Windows: `  TCP    0.0.0.0:135      0.0.0.0:0      LISTENING`, perhaps with the process behind it. Its state may be in the language of
 * the system, and that in a code page which is not ours; but only a socket that listens has no other side.
 */
export function readWindowsRow(line: string): Row | undefined {
  const [protocol, local, foreign, state = ''] = line.trim().split(/\s+/);
  if (protocol !== 'TCP' || local === undefined || foreign === undefined) return undefined;
  const listens = /^(?:0\.0\.0\.0|\[::\]):0$/.test(foreign);
  return { state: stateNamed(state) ?? (listens ? 'listen' : 'unknown') };
}

/** Sums up rows. */
export class NetstatTally {
  readonly counts: StateCounts = noConnections();
  private rows = 0;
  private rxBytes = 0;
  private txBytes = 0;

  constructor(private readonly readRow: ReadRow) {}

  add(line: string): void {
    const row = this.readRow(line);
    if (!row) return;
    this.rows++;
    this.counts[row.state]++;
    this.rxBytes += row.rxBytes ?? Number.NaN;
    this.txBytes += row.txBytes ?? Number.NaN;
  }

  /** No row at all means that netstat failed: a running machine always has sockets. */
  get isEmpty(): boolean {
    return this.rows === 0;
  }

  /** Absent where netstat does not say it of each connection. */
  get queued(): QueuedBytes | undefined {
    const { rxBytes, txBytes } = this;
    return Number.isFinite(rxBytes) && Number.isFinite(txBytes) ? { rxBytes, txBytes } : undefined;
  }
}
