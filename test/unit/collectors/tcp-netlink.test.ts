import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../main/collectors/collector';
import { collectorKinds } from '../../../main/collectors/kinds';
import { tcpStatesSettings } from '../../../main/settings/schema/collectors';
import { FakeClock } from '../../support/fake-clock';
import {
  type Answer,
  doneType,
  dumpOf,
  endMessage,
  errorType,
  type FakeSocket,
  fakeNetlink,
  socketMessage,
} from '../../support/fake-netlink';
import { samplesOf } from '../../support/samples';
import { tickingClock, turnsDuring } from '../../support/slices';
import { tempDir } from '../../support/temp-dir';
import { testMachine } from '../../support/test-machine';

const recordedProc = join(__dirname, '../../fixtures/proc');
const settings = tcpStatesSettings.parse({ id: 'tcp', kind: 'tcp-states' });

const [established, listen] = [1, 10];

describe('tcp-states by netlink', () => {
  it('counts the same as from /proc and says which it was', async () => {
    const rows = [...recordedRows('tcp'), ...recordedRows('tcp6')];
    const netlink = fakeNetlink((sequence) => dumpOf(sequence, rows));
    const asked = await collect({ openNetlink: netlink.open });
    const read = await collect({});
    expect([asked.source, read.source]).toEqual([
      'netlink',
      `${recordedProc}/net/tcp, ${recordedProc}/net/tcp6`,
    ]);
    expect(asked.problems).toEqual([]);
    expect(asked.families).toEqual(read.families);
  });

  it('sums up what waits in queues, but not the limit of a listening socket, which /proc does not have', async () => {
    const sockets = [
      { state: established, rxQueue: 100, txQueue: 7 },
      { state: listen, rxQueue: 3, txQueue: 4096 },
    ];
    const netlink = fakeNetlink((sequence) => dumpOf(sequence, sockets));
    const { families } = await collect({ openNetlink: netlink.open });
    expect(samplesOf(families, 'node_tcp_connection_states')).toMatchObject({
      'state=rx_queued_bytes': 103,
      'state=tx_queued_bytes': 7,
    });
  });

  it('asks once a cycle, for IPv4 and IPv6 together', async () => {
    const netlink = fakeNetlink((sequence) => dumpOf(sequence, [{ state: established }]));
    const collector = make({ openNetlink: netlink.open });
    for (let cycle = 1; cycle <= 3; cycle++) {
      await collector.collect(new AbortController().signal);
      expect([netlink.opened, netlink.asked.length, netlink.stillOpen]).toEqual([cycle, cycle, 0]);
    }
    const [question = new Uint8Array()] = netlink.asked;
    const [tcpDiagGetSock, requestAndDump] = [18, 0x301];
    expect([...new Uint16Array(question.buffer, 4, 2)]).toEqual([tcpDiagGetSock, requestAndDump]);
    // Its answer has both: no family is named, where SOCK_DIAG_BY_FAMILY would need a question each.
    expect(question[16]).toBe(0);
  });

  it('passes over the answer to an earlier question', async () => {
    const netlink = fakeNetlink((sequence) => [
      socketMessage(sequence + 1, { state: listen }),
      endMessage(sequence + 1, doneType, 0),
      ...dumpOf(sequence, []),
    ]);
    const { families, source } = await collect({ openNetlink: netlink.open });
    expect(source).toBe('netlink');
    expect(samplesOf(families, 'node_tcp_connection_states')['state=listen']).toBe(0);
  });

  it('takes the end of an older kernel, which has no error number', async () => {
    const netlink = fakeNetlink((sequence) => [shortened(endMessage(sequence, doneType, 0))]);
    expect((await collect({ openNetlink: netlink.open })).source).toBe('netlink');
  });

  describe('falls back to /proc without a problem', () => {
    const half = (sequence: number) => socketMessage(sequence, { state: established });
    it.each<[why: string, answers: (sequence: number) => Answer[] | 'unavailable']>([
      ['when there is no netlink', () => 'unavailable'],
      ['when the kernel answers with an error', (sequence) => [endMessage(sequence, errorType, -1)]],
      ['when the dump ends in an error', (sequence) => [half(sequence), endMessage(sequence, doneType, -12)]],
      ['when datagrams were lost', (sequence) => [half(sequence), 'interrupted']],
      ['when the answer stops before its end', (sequence) => [half(sequence)]],
      [
        'when sockets changed meanwhile',
        (sequence) => [half(sequence), socketMessage(sequence, { state: 1 }, 0x12)],
      ],
      ['when a message has no length', () => [new Uint8Array(64)]],
    ])('%s', async (_why, answers) => {
      const netlink = fakeNetlink(answers);
      const collected = await collect({ openNetlink: netlink.open });
      expect(collected).toEqual(await collect({}));
      expect(netlink.stillOpen).toBe(0);
    });
  });

  it('does not ask a kernel that refused again every cycle, but after an hour', async () => {
    const clock = new FakeClock();
    const netlink = fakeNetlink((sequence) => [endMessage(sequence, errorType, -1)]);
    const collector = make({ clock, openNetlink: netlink.open });
    for (let cycle = 0; cycle < 5; cycle++) await collector.collect(new AbortController().signal);
    expect(netlink.opened).toBe(1);
    await clock.advance(3_600_000);
    await collector.collect(new AbortController().signal);
    expect(netlink.opened).toBe(2);
  });

  it('asks again in the next cycle when only a part of the answer was lost', async () => {
    let cycle = 0;
    const netlink = fakeNetlink((sequence) => (cycle === 0 ? ['interrupted'] : dumpOf(sequence, [])));
    const collector = make({ openNetlink: netlink.open });
    const sources = [];
    for (; cycle < 2; cycle++) sources.push((await collector.collect(new AbortController().signal)).source);
    expect(sources).toEqual([expect.stringContaining('/net/tcp'), 'netlink']);
  });

  it('takes any bytes at all without throwing or staying for ever', async () => {
    const anything = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anything, async (datagrams) => {
        const netlink = fakeNetlink(() => datagrams);
        const { problems } = await collect({ openNetlink: netlink.open });
        expect(problems).toEqual([]);
        expect(netlink.stillOpen).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  describe('with 50,000 connections', () => {
    const many = function* (): Iterable<FakeSocket> {
      for (let i = 0; i < 50_000; i++) yield { state: established };
    };
    const netlink = () => fakeNetlink((sequence) => dumpOf(sequence, many()));

    it('counts in slices and lets others have a turn after each', async () => {
      const { open } = netlink();
      // A millisecond a look: four datagrams of 300 sockets a slice.
      const collecting = () => collect({ openNetlink: open, clock: tickingClock() });
      const { turns, result } = await turnsDuring(collecting);
      expect(samplesOf(result.families, 'node_tcp_connection_states')['state=established']).toBe(50_000);
      expect(turns).toBeGreaterThan(35);
    });

    it('stops between two slices when the cycle is over, gives nothing and leaves no socket open', async () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      const kernel = netlink();
      const collector = make({ openNetlink: kernel.open, clock: tickingClock() });
      const { families, problems } = await collector.collect(stop.signal);
      expect(families).toEqual([]);
      expect(problems).toEqual([expect.objectContaining({ code: 'timeout' })]);
      expect(kernel.stillOpen).toBe(0);
    });
  });
});

describe('TCP health', () => {
  it("gives the kernel's counters under node_exporter's names, without a type as there", async () => {
    const { families } = await collect({});
    const health = families.filter(({ name }) => name.startsWith('node_netstat_'));
    expect(health.map(({ name, samples }) => [name.slice(13), samples[0]?.value])).toEqual([
      ['Tcp_ActiveOpens', 11408],
      ['Tcp_PassiveOpens', 11117],
      ['Tcp_CurrEstab', 2],
      ['Tcp_InSegs', 199884],
      ['Tcp_OutSegs', 186638],
      ['Tcp_RetransSegs', 134],
      ['Tcp_InErrs', 0],
      ['Tcp_OutRsts', 369],
      ['TcpExt_ListenDrops', 0],
      ['TcpExt_ListenOverflows', 0],
      ['TcpExt_TCPSynRetrans', 0],
      ['TcpExt_TCPTimeouts', 2],
    ]);
    expect(health[0]).toMatchObject({ type: 'untyped', help: 'Statistic TcpActiveOpens.' });
    expect(new Set(health.map(({ type }) => type))).toEqual(new Set(['untyped']));
  });

  it('leaves out what this kernel does not count', async () => {
    const procRoot = copyOfProc({
      netstat: 'TcpExt: ListenDrops TCPTimeouts\nTcpExt: 5 x\nIpExt: A\nIpExt: 1\n',
    });
    const { families, problems } = await collect({ procRoot });
    expect(problems).toEqual([]);
    const names = families.map(({ name }) => name).filter((name) => name.startsWith('node_netstat_TcpExt'));
    expect(names).toEqual(['node_netstat_TcpExt_ListenDrops']);
  });

  it('is absent, with the reason, when its file cannot be read, and the states are there all the same', async () => {
    const procRoot = copyOfProc({ snmp: undefined });
    const { families, problems } = await collect({ procRoot });
    const names = families.map(({ name }) => name);
    expect(names).toContain('node_tcp_connection_states');
    expect(names).toContain('node_netstat_TcpExt_ListenDrops');
    expect(names).not.toContain('node_netstat_Tcp_InSegs');
    expect(problems).toEqual([
      {
        code: 'no_source',
        message: `TCP health counters could not be read. There is no file ${procRoot}/net/snmp. See whether /proc is mounted and readable.`,
      },
    ]);
  });
});

function make(parts: Partial<Machine>) {
  const machine = testMachine({
    platform: 'linux',
    clock: new FakeClock(),
    procRoot: recordedProc,
    ...parts,
  });
  return collectorKinds['tcp-states'](settings, machine);
}

function collect(parts: Partial<Machine>) {
  return make(parts).collect(new AbortController().signal);
}

/** The recorded files, with other text in some, or without them. */
function copyOfProc(changed: Record<string, string | undefined>): string {
  const procRoot = tempDir();
  cpSync(recordedProc, procRoot, { recursive: true });
  for (const [name, text] of Object.entries(changed)) {
    const path = join(procRoot, 'net', name);
    if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
  return procRoot;
}

function recordedRows(name: string): FakeSocket[] {
  const text = readFileSync(join(recordedProc, 'net', name), 'latin1');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, , , state = '', queues = ''] = line.trim().split(/\s+/);
      const [tx = '', rx = ''] = queues.split(':');
      return { state: parse(state), rxQueue: parse(rx), txQueue: parse(tx) };
    });
}

function parse(digits: string): number {
  return Number.parseInt(digits, 16);
}

function shortened(message: Uint8Array): Uint8Array {
  const header = message.slice(0, 16);
  new Uint32Array(header.buffer)[0] = 16;
  return header;
}
