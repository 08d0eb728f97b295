import type { TcpState } from '../../metrics/tcp-states';
import { type Outcome, success } from '../../outcome';
import { readInSlices } from '../../platform/proc-reader';
import { findSocketOwners, type SocketOwner } from '../../platform/socket-owners';
import type { Machine, ProblemCode } from '../collector';
import { ipv6Of } from '../probing/address';
import { procFailure } from '../proc-failure';
import type { Connection } from './connection';
import { stateOfNumber } from './states';

interface Row {
  readonly localPort: number;
  readonly remote: { readonly address: string; readonly port: number };
  /** `0` when no process has the socket open. */
  readonly inode: string;
}

const notListed = 'Connections could not be listed.';

/** The connections in one state, with their processes, from /proc: tools that show them leave some out (see netstat.ts). */
export async function procConnections(
  state: TcpState,
  { procRoot, clock }: Pick<Machine, 'procRoot' | 'clock'>,
  signal: AbortSignal,
): Promise<Outcome<readonly Connection[], ProblemCode>> {
  const rows: Row[] = [];
  for (const file of ['tcp', 'tcp6']) {
    const lines = new Lines((line) => {
      const row = rowIn(line, state);
      if (row) rows.push(row);
    });
    const read = await readInSlices(`${procRoot}/net/${file}`, (bytes) => lines.add(bytes), {
      clock,
      signal,
    });
    // A kernel without IPv6 has no tcp6.
    const isMissing = !read.ok && file === 'tcp6' && read.error.code === 'not_found';
    if (!read.ok && !isMissing) return procFailure(notListed, read.error);
  }
  const inodes = new Set(rows.map(({ inode }) => inode).filter((inode) => inode !== '0'));
  const owners = await findSocketOwners(inodes, { procRoot, clock, signal });
  if (!owners.ok) return procFailure(notListed, owners.error);
  return success(rows.map((row) => connectionOf(row, owners.value.get(row.inode))));
}

/** Cuts bytes that come in pieces of any size into whole lines. */
class Lines {
  private begun = '';

  constructor(private readonly take: (line: string) => void) {}

  add(bytes: Buffer): void {
    const lines = (this.begun + bytes.toString('latin1')).split('\n');
    this.begun = lines.pop() ?? '';
    for (const line of lines) this.take(line);
  }
}

/** `sl: local:port remote:port ST queues timer retransmits uid timeout inode …`; numbers in hex up to `retransmits`. */
const rowPattern =
  /^ *\d+: [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/;

function rowIn(line: string, state: TcpState): Row | undefined {
  const [, localPort, remoteAddress, remotePort, number, inode] = rowPattern.exec(line) ?? [];
  if (!localPort || !remoteAddress || !remotePort || !number || !inode) return undefined;
  if (stateOfNumber(Number.parseInt(number, 16)) !== state) return undefined;
  const remote = { address: addressOf(remoteAddress), port: Number.parseInt(remotePort, 16) };
  return { localPort: Number.parseInt(localPort, 16), remote, inode };
}

/** Each four bytes of an address stand as a number of this machine's byte order. */
function addressOf(digits: string): string {
  const numbers = (digits.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16));
  const bytes = new Uint8Array(Uint32Array.from(numbers).buffer);
  const isMapped = bytes.length === 16 && bytes.subarray(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
  if (bytes.length === 4 || isMapped) return bytes.subarray(-4).join('.');
  return ipv6Of(Buffer.from(bytes).toString('hex'));
}

function connectionOf({ localPort, remote }: Row, owner: SocketOwner | undefined): Connection {
  return {
    localPort,
    ...(isNowhere(remote.address) ? {} : { remote }),
    ...(owner ? { process: owner } : {}),
  };
}

function isNowhere(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
