import type { Tally } from './tally';

const newline = 10;
const space = 32;
const colon = 58;

/** What has no state counts as the state 0, which the kernel does not have. */
const noState = 0;

/**
 * Counts states and queues in the text of /proc/net/tcp and tcp6, handed over in pieces of any size, with no
 * string a row. A row is `sl: address:port address:port ST tx_queue:rx_queue …`: the state is the two hex
 * digits after the blank that follows the third colon. The header has no colon. What has colons but no state
 * counts as unknown.
 */
export class ProcScanner {
  private place: 'addresses' | 'port' | 'state' | 'queues' | 'rest' = 'addresses';
  private colons = 0;
  private digits = 0;
  private state = 0;
  private queue = 0;
  private txQueue: number | undefined;

  constructor(private readonly tally: Tally) {}

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
        case 'queues':
          at = this.readQueues(bytes, at);
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
      this.tally.count(noState);
      this.place = 'rest';
      return at;
    }
    this.state = this.state * 16 + digit;
    if (++this.digits === 2) {
      this.tally.count(this.state);
      this.place = 'queues';
    }
    return at + 1;
  }

  private readQueues(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      const digit = hexDigit(byte);
      if (digit !== undefined) this.queue = this.queue * 16 + digit;
      else if (byte === colon && this.txQueue === undefined) this.endTxQueue();
      else if (byte === newline || this.txQueue !== undefined) {
        if (byte === space && this.txQueue !== undefined) this.tally.addQueued(this.queue, this.txQueue);
        this.place = 'rest';
        return at;
      }
    }
    return bytes.length;
  }

  private endTxQueue(): void {
    this.txQueue = this.queue;
    this.queue = 0;
  }

  private skipRest(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(newline, from);
    if (end < 0) return bytes.length;
    this.endRow();
    return end + 1;
  }

  private endRow(): void {
    const stateSeen = this.place === 'queues' || this.place === 'rest';
    if (!stateSeen && this.colons > 0) this.tally.count(noState);
    this.place = 'addresses';
    this.colons = 0;
    this.digits = 0;
    this.state = 0;
    this.queue = 0;
    this.txQueue = undefined;
  }
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 48 && byte <= 57) return byte - 48;
  // Upper or lower case letters.
  const letter = byte & ~32;
  return letter >= 65 && letter <= 70 ? letter - 55 : undefined;
}
