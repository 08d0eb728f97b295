import { noConnections, type StateCounts, tcpStates } from './states';

const newline = 10;
const space = 32;
const colon = 58;

/** NEW_SYN_RECV: an inner form of SYN_RECV that some kernels show. */
const newSynRecv = 12;

/**
 * Counts states in the text of /proc/net/tcp and tcp6, handed over in pieces of any size, with no string a
 * row. A row is `sl: address:port address:port ST …`: the state is the two hex digits after the blank that
 * follows the third colon. The header has no colon. What has colons but no state counts as unknown.
 */
export class ProcScanner {
  readonly counts: StateCounts = noConnections();
  private place: 'addresses' | 'port' | 'state' | 'rest' = 'addresses';
  private colons = 0;
  private digits = 0;
  private state = 0;

  scan(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      switch (this.place) {
        case 'addresses':
          at = this.skipAddresses(bytes, at);
          break;
        case 'port':
          at = this.skipPort(bytes, at);
          break;
        case 'state':
          at = this.readState(bytes, at);
          break;
        case 'rest':
          at = this.skipRest(bytes, at);
          break;
      }
    }
  }

  /** Call at the end of a file: a last row without a line end counts too. */
  endOfFile(): void {
    this.endRow();
  }

  private skipAddresses(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === newline) this.endRow();
      else if (byte === colon && ++this.colons === 3) {
        this.place = 'port';
        return at + 1;
      }
    }
    return bytes.length;
  }

  private skipPort(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === newline) {
        this.endRow();
        return at + 1;
      }
      if (byte === space) {
        this.place = 'state';
        return at + 1;
      }
    }
    return bytes.length;
  }

  private readState(bytes: Buffer, at: number): number {
    const digit = hexDigit(bytes[at]);
    if (digit === undefined) {
      this.count(0);
      return at;
    }
    this.state = this.state * 16 + digit;
    if (++this.digits === 2) this.count(this.state);
    return at + 1;
  }

  private count(state: number): void {
    const name = state === newSynRecv ? 'syn_recv' : tcpStates[state - 1];
    this.counts[name ?? 'unknown']++;
    this.place = 'rest';
  }

  private skipRest(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(newline, from);
    if (end < 0) return bytes.length;
    this.endRow();
    return end + 1;
  }

  private endRow(): void {
    if (this.place !== 'rest' && this.colons > 0) this.counts.unknown++;
    this.place = 'addresses';
    this.colons = 0;
    this.digits = 0;
    this.state = 0;
  }
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 48 && byte <= 57) return byte - 48;
  // Upper or lower case letters.
  const letter = byte & ~32;
  return letter >= 65 && letter <= 70 ? letter - 55 : undefined;
}
