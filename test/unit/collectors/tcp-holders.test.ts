import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Systeminformation } from 'systeminformation';
import { describe, expect, it, vi } from 'vitest';
import { connectionHolders } from '../../../main/collectors/tcp-states/holders';
import type { TcpState } from '../../../main/metrics/tcp-states';
import { FakeClock } from '../../support/fake-clock';
import { tickingClock } from '../../support/slices';
import { tempDir } from '../../support/temp-dir';

const recordedProc = join(__dirname, '../../fixtures/proc');

describe('who holds the connections of a state, on Linux', () => {
  it('names processes, other sides and local ports, those with the most first', async () => {
    const procRoot = procWith([
      row('0100007F:1F90', '0200000A:01BB', '01', 101),
      row('0100007F:1F90', '0200000A:A002', '01', 102),
      row('0100007F:01BB', '0300000A:01BB', '01', 103),
      row('0100007F:01BB', '0300000A:A004', '08', 104),
    ]);
    addProcess(procRoot, 20, 'web server', { 3: 'socket:[101]', 4: 'socket:[102]', 5: '/dev/null' });
    addProcess(procRoot, 3, 'sshd', { 9: 'socket:[103]' });
    expect(await holders(procRoot, 'established')).toEqual({
      ok: true,
      value: {
        connections: 3,
        processes: [
          { pid: 20, name: 'web server', connections: 2 },
          { pid: 3, name: 'sshd', connections: 1 },
        ],
        withoutProcess: 0,
        remoteAddresses: [
          { address: '10.0.0.2', connections: 2 },
          { address: '10.0.0.3', connections: 1 },
        ],
        remotePorts: [
          { port: 443, connections: 2 },
          { port: 0xa002, connections: 1 },
        ],
        localPorts: [
          { port: 8080, connections: 2 },
          { port: 443, connections: 1 },
        ],
        distinct: { processes: 2, remoteAddresses: 2, remotePorts: 2, localPorts: 2 },
      },
    });
    expect(await holders(procRoot, 'close_wait')).toMatchObject({
      value: { connections: 1, processes: [], withoutProcess: 1 },
    });
  });

  it('gives no more of each than were asked for, but counts all', async () => {
    const rows = Array.from({ length: 50 }, (_, i) =>
      row(`0100007F:${hex(i, 4)}`, `${hex(i)}00000A:01BB`, '06', 0),
    );
    const held = await holders(procWith(rows), 'time_wait', 3);
    expect(held).toMatchObject({
      value: { connections: 50, withoutProcess: 50, remotePorts: [{ port: 443, connections: 50 }] },
    });
    expect(held.ok && [held.value.remoteAddresses.length, held.value.localPorts.length]).toEqual([3, 3]);
    expect(held.ok && held.value.distinct).toEqual({
      ...{ processes: 0, remoteAddresses: 50, remotePorts: 1, localPorts: 50 },
    });
  });

  it('reads every address of the recording and names no other side of a socket that listens', async () => {
    const established = await holders(recordedProc, 'established');
    expect(established).toMatchObject({
      value: {
        connections: 12,
        remoteAddresses: [
          { address: '127.0.0.1', connections: 8 },
          { address: '::1', connections: 4 },
        ],
      },
    });
    expect(await holders(recordedProc, 'listen')).toMatchObject({
      value: { connections: 4, remoteAddresses: [], remotePorts: [] },
    });
  });

  it('writes IPv6 in its short form, and IPv4 over an IPv6 socket as IPv4', async () => {
    const procRoot = procWith([]);
    const local = '00000000000000000000000000000000:0016';
    const remotes = ['B80D0120000000000000000001000000', '0000000000000000FFFF00000200000A'];
    writeFileSync(
      join(procRoot, 'net/tcp6'),
      header + remotes.map((remote) => row(local, `${remote}:01BB`, '01', 0)).join(''),
    );
    expect(await holders(procRoot, 'established')).toMatchObject({
      value: { remoteAddresses: [{ address: '2001:db8::1' }, { address: '10.0.0.2' }] },
    });
  });

  it('says why when there is no table', async () => {
    expect(await holders('/nonexistent', 'listen')).toMatchObject({
      ok: false,
      error: { code: 'no_source', message: expect.stringContaining('/nonexistent/net/tcp') },
    });
  });

  it('gives others turns while it looks through open files, and stops when the time is over', async () => {
    const procRoot = procWith([row('0100007F:1F90', '0200000A:A001', '01', 101)]);
    const links = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i, `socket:[${i + 1000}]`]));
    addProcess(procRoot, 5, 'busy', links);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    const machine = { platform: 'linux', procRoot, clock: tickingClock() } as const;
    expect(await connectionHolders({ state: 'established', top: 5 }, machine, stop.signal)).toMatchObject({
      ok: false,
      error: { code: 'timeout' },
    });
  });
});

describe('who holds the connections of a state, on macOS and Windows', () => {
  it('takes process and other side where there is one', async () => {
    const nobody = { peerAddress: '*', peerPort: '*', localPort: '22', pid: 0, process: '' };
    const udp = { protocol: 'udp4' };
    expect(await holdersIn('established', [{}, nobody, udp])).toEqual({
      ok: true,
      value: {
        connections: 2,
        processes: [{ pid: 77, name: 'curl', connections: 1 }],
        withoutProcess: 1,
        remoteAddresses: [{ address: '10.0.0.9', connections: 1 }],
        remotePorts: [{ port: 443, connections: 1 }],
        localPorts: [
          { port: 50100, connections: 1 },
          { port: 22, connections: 1 },
        ],
        distinct: { processes: 1, remoteAddresses: 1, remotePorts: 1, localPorts: 2 },
      },
    });
  });

  it.each(['syn_recv', 'close', 'last_ack'] as const)(
    'fails instead of finding none in %s where the state of a connection is not known',
    async (state) => {
      expect(await holdersIn(state, [{}, { state: 'UNKNOWN' }, { state: 'UNKNOWN' }])).toMatchObject({
        ok: false,
        error: { code: 'bad_output', message: expect.stringContaining(`in ${state} cannot be told: of 2 `) },
      });
      expect(await holdersIn(state, [{}])).toMatchObject({ ok: true, value: { connections: 0 } });
    },
  );

  it('names those whose state is known, though that of others is not', async () => {
    expect(await holdersIn('established', [{}, { state: 'UNKNOWN' }])).toMatchObject({
      ok: true,
      value: { connections: 1 },
    });
  });

  it('knows a socket that listens on Windows by its other side, in any language', async () => {
    const listens = { state: 'ESCUCHANDO', peerAddress: '0.0.0.0', peerPort: '0' };
    expect(await holdersIn('listen', [listens], 'win32')).toMatchObject({
      value: { connections: 1, remoteAddresses: [], remotePorts: [] },
    });
    const established = { state: 'ESTABLECIDO' };
    expect(await holdersIn('established', [listens, established], 'win32')).toMatchObject({ ok: false });
  });

  it('fails when netstat named nothing at all', async () => {
    expect(await holdersIn('listen', [])).toMatchObject({ ok: false, error: { code: 'no_source' } });
  });
});

type Row = Systeminformation.NetworkConnectionsData;

/** What systeminformation made of netstat's lines: it looks for the system itself. */
const { rows } = vi.hoisted(() => ({ rows: [] as unknown[] }));
vi.mock('systeminformation', () => ({ networkConnections: () => Promise.resolve([...rows]) }));

const toServer: Row = {
  protocol: 'tcp4',
  localAddress: '10.0.0.1',
  localPort: '50100',
  peerAddress: '10.0.0.9',
  peerPort: '443',
  state: 'ESTABLISHED',
  pid: 77,
  process: 'curl',
};

function holdersIn(state: TcpState, named: readonly Partial<Row>[], platform: NodeJS.Platform = 'darwin') {
  rows.splice(0, rows.length, ...named.map((row) => ({ ...toServer, ...row })));
  const machine = { platform, procRoot: '/nonexistent', clock: new FakeClock() };
  return connectionHolders({ state, top: 5 }, machine, new AbortController().signal);
}

const [header = ''] = readFileSync(join(recordedProc, 'net/tcp'), 'latin1').split(/(?<=\n)/, 1);

function holders(procRoot: string, state: TcpState, top = 10) {
  const machine = { platform: 'linux', procRoot, clock: new FakeClock() } as const;
  return connectionHolders({ state, top }, machine, new AbortController().signal);
}

function procWith(rows: readonly string[]): string {
  const procRoot = tempDir();
  cpSync(recordedProc, procRoot, { recursive: true });
  writeFileSync(join(procRoot, 'net/tcp'), header + rows.join(''));
  rmSync(join(procRoot, 'net/tcp6'));
  return procRoot;
}

function addProcess(procRoot: string, pid: number, name: string, files: Record<string, string>): void {
  mkdirSync(join(procRoot, String(pid), 'fd'), { recursive: true });
  writeFileSync(join(procRoot, String(pid), 'comm'), `${name}\n`);
  for (const [descriptor, target] of Object.entries(files)) {
    symlinkSync(target, join(procRoot, String(pid), 'fd', descriptor));
  }
}

function row(local: string, remote: string, state: string, inode: number): string {
  return `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 20 4 30 10 -1\n`;
}

function hex(number: number, digits = 2): string {
  return number.toString(16).toUpperCase().padStart(digits, '0');
}
