import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcScanner } from '../../../main/collectors/tcp-states/proc-scanner';
import { noConnections, type StateCounts } from '../../../main/collectors/tcp-states/states';
import { Tally } from '../../../main/collectors/tcp-states/tally';
import { tcpStates } from '../../../main/metrics/tcp-states';

const recorded = ['tcp', 'tcp6'].map((name) =>
  readFileSync(join(__dirname, '../../fixtures/proc/net', name), 'latin1'),
);
const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

describe('the scanner of /proc/net/tcp', () => {
  it('counts what ss counted at the time of the recording', () => {
    expect(scan(recorded.map((text) => [text]))).toEqual({
      ...noConnections(),
      established: 12,
      syn_sent: 1,
      syn_recv: 1,
      fin_wait1: 2,
      fin_wait2: 5,
      time_wait: 6,
      close_wait: 5,
      listen: 4,
    });
  });

  it('counts every state of the kernel under its name', () => {
    const rows = tcpStates.map((_, index) => row(0, hex(index + 1), false)).join('');
    const all = scan([[header + rows]]);
    expect(tcpStates.map((state) => all[state])).toEqual(tcpStates.map(() => 1));
  });

  it('counts NEW_SYN_RECV as syn_recv and what it does not know as unknown', () => {
    const text = header + ['0C', '0D', '00', 'FF', 'xy'].map((state) => row(1, state, true)).join('');
    expect(scan([[text]])).toEqual({ ...noConnections(), syn_recv: 1, unknown: 4 });
  });

  it('counts a row that ends before its state as unknown, and no header and no empty line', () => {
    const text = `${header}\n   1: 0100007F:1F90\n   2: 0100007F:1F90 00000000:00`;
    expect(scan([[text]])).toEqual({ ...noConnections(), unknown: 2 });
  });

  it('counts the same however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 60 }),
        fc.array(fc.nat(200), { maxLength: 80 }),
        (rows, sizes) => {
          const text = header + rows.map((make, index) => make(index)).join('');
          const tally = tallyOf([cut(text, sizes)]);
          expect(tally.counts).toEqual(countByLines(text));
          expect(tally.queued).toEqual(queuedByLines(text));
        },
      ),
    );
  });

  it('takes any bytes at all without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const tally = new Tally();
        const scanner = new ProcScanner(tally);
        scanner.scan(Buffer.from(bytes));
        scanner.endOfFile();
        expect(Object.values(tally.counts).every((count) => count >= 0)).toBe(true);
      }),
    );
  });
});

/** Each file in its pieces. */
function scan(files: readonly (readonly string[])[]): StateCounts {
  return tallyOf(files).counts;
}

function tallyOf(files: readonly (readonly string[])[]): Tally {
  const tally = new Tally();
  const scanner = new ProcScanner(tally);
  for (const pieces of files) {
    for (const piece of pieces) scanner.scan(Buffer.from(piece, 'latin1'));
    scanner.endOfFile();
  }
  return tally;
}

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return [...pieces, text.slice(at)];
}

/** The plain way to do the same. */
function countByLines(text: string): StateCounts {
  const counts = noConnections();
  for (const line of text.split('\n').slice(1)) {
    const state = line.trim().split(/\s+/)[3];
    if (state === undefined) continue;
    const number = Number.parseInt(state, 16);
    counts[number === 12 ? 'syn_recv' : (tcpStates[number - 1] ?? 'unknown')]++;
  }
  return counts;
}

function queuedByLines(text: string): { rxBytes: number; txBytes: number } {
  const queued = { rxBytes: 0, txBytes: 0 };
  for (const line of text.split('\n').slice(1)) {
    const [tx, rx] = (line.trim().split(/\s+/)[4] ?? '0:0').split(':');
    queued.txBytes += Number.parseInt(tx ?? '', 16);
    queued.rxBytes += Number.parseInt(rx ?? '', 16);
  }
  return queued;
}

const anyQueue = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffffffff }));
const anyRow = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.boolean(), fc.nat(200_000), anyQueue, anyQueue)
  .map(
    ([state, isV6, offset, tx, rx]) =>
      (index: number) =>
        row(offset + index, hex(state), isV6, `${hex(tx, 8)}:${hex(rx, 8)}`),
  );

/** As get_tcp4_sock and get_tcp6_sock print it: IPv4 rows are padded to 149 characters, IPv6 rows are not. */
function row(index: number, state: string, isV6: boolean, queues = '00000000:00000000'): string {
  const address = (isV6 ? '0000000000000000FFFF00000100007F' : '0100007F') as string;
  const text = `${String(index).padStart(4)}: ${address}:1F90 ${address}:A3C6 ${state} ${queues} 00:00000000 00000000  1000        0 ${index} 1 00000000446c2213 20 4 30 10 -1`;
  return `${isV6 ? text : text.padEnd(149)}\n`;
}

function hex(number: number, digits = 2): string {
  return number.toString(16).toUpperCase().padStart(digits, '0');
}
