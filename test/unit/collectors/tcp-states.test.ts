import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Machine } from '../../../main/collectors/collector';
import { collectorKinds } from '../../../main/collectors/kinds';
import { readProc } from '../../../main/collectors/tcp-states/proc';
import { validateFamilies } from '../../../main/metrics/validate';
import { tcpStatesSettings } from '../../../main/settings/schema/collectors';
import { FakeClock } from '../../support/fake-clock';
import { samplesOf } from '../../support/samples';
import { tickingClock, turnsDuring } from '../../support/slices';
import { testMachine } from '../../support/test-machine';

const recordedProc = join(__dirname, '../../fixtures/proc');
const settings = tcpStatesSettings.parse({ id: 'tcp', kind: 'tcp-states' });

describe('tcp-states on Linux', () => {
  let procRoot: string;
  beforeEach(() => {
    procRoot = mkdtempSync(join(tmpdir(), 'pt-proc-'));
    cpSync(recordedProc, procRoot, { recursive: true });
  });
  afterEach(() => rmSync(procRoot, { recursive: true }));

  it('gives every state, also those with no connection, and the sum of the original script', async () => {
    const { families, problems, source } = await collect(procRoot);
    expect(problems).toEqual([]);
    expect(source).toBe(`${procRoot}/net/tcp, ${procRoot}/net/tcp6`);
    expect(samplesOf(families, 'node_tcp_connection_states')).toEqual({
      'state=established': 12,
      'state=syn_sent': 1,
      'state=syn_recv': 1,
      'state=fin_wait1': 2,
      'state=fin_wait2': 5,
      'state=time_wait': 6,
      'state=close': 0,
      'state=close_wait': 5,
      'state=last_ack': 0,
      'state=listen': 4,
      'state=closing': 0,
      'state=rx_queued_bytes': 0,
      'state=tx_queued_bytes': 3,
    });
    expect(samplesOf(families, 'count_netstat_wait_connections')).toEqual({ '': 18 });
    expect(validateFamilies(families).faults).toEqual([]);
  });

  it('shows unknown only when there is one', async () => {
    writeFileSync(join(procRoot, 'net/tcp6'), '  sl\n   0: 00:01 00:02 0D 0\n');
    const { families } = await collect(procRoot);
    expect(samplesOf(families, 'node_tcp_connection_states')['state=unknown']).toBe(1);
  });

  it('counts IPv4 alone where the kernel has no IPv6', async () => {
    rmSync(join(procRoot, 'net/tcp6'));
    const { families, problems, source } = await collect(procRoot);
    expect(problems).toEqual([]);
    expect(source).toBe(`${procRoot}/net/tcp`);
    expect(samplesOf(families, 'node_tcp_connection_states')['state=listen']).toBe(3);
  });

  it('gives nothing, never 0, without a table', async () => {
    rmSync(join(procRoot, 'net'), { recursive: true });
    expect(await collect(procRoot)).toEqual({
      families: [],
      problems: [
        {
          code: 'no_source',
          message: `TCP states could not be counted. There is no file ${procRoot}/net/tcp. See whether /proc is mounted and readable.`,
        },
      ],
    });
  });

  it('gives nothing when half of the connections cannot be read', async () => {
    rmSync(join(procRoot, 'net/tcp6'));
    mkdirSync(join(procRoot, 'net/tcp6'));
    const { families, problems } = await collect(procRoot);
    expect(families).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code: 'no_source' })]);
  });

  describe('with 50,000 connections', () => {
    const row =
      '   0: 0100007F:1F90 0100007F:A3C6 01 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 20';
    beforeEach(() =>
      writeFileSync(join(procRoot, 'net/tcp'), `  sl\n${`${row.padEnd(149)}\n`.repeat(50_000)}`),
    );

    it('reads in slices and lets others have a turn after each', async () => {
      // A millisecond a look: four reads of 4 KiB a slice, so some 450 slices for 7.5 MB.
      const { turns, result } = await turnsDuring(() => collect(procRoot, tickingClock()));
      expect(samplesOf(result.families, 'node_tcp_connection_states')['state=established']).toBe(50_004);
      expect(turns).toBeGreaterThan(400);
    });

    it('goes on from one table to the other in the same slice', async () => {
      // Three reads each: less than a slice by itself, more than one together.
      const table = `  sl\n${`${row.padEnd(149)}\n`.repeat(70)}`;
      for (const name of ['tcp', 'tcp6']) writeFileSync(join(procRoot, 'net', name), table);
      const { turns, result } = await turnsDuring(() =>
        readProc(machineOf(procRoot, tickingClock()), signal()),
      );
      expect(result).toMatchObject({ ok: true, value: { counts: { established: 140 } } });
      expect(turns).toBe(1);
    });

    it('stops between two slices when the cycle is over, and gives nothing', async () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      const { families, problems } = await collect(procRoot, tickingClock(), stop.signal);
      expect(families).toEqual([]);
      expect(problems).toEqual([expect.objectContaining({ code: 'timeout' })]);
    });
  });
});

describe('tcp-states', () => {
  it('turns a fault of its own into a problem', async () => {
    const clock = new FakeClock();
    vi.spyOn(clock, 'monotonicMs').mockImplementation(() => {
      throw new TypeError('broken clock');
    });
    const { families, problems } = await collect(recordedProc, clock);
    expect(families).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining('broken clock') })]);
  });
});

function collect(procRoot: string, clock: Machine['clock'] = new FakeClock(), stop = signal()) {
  return collectorKinds['tcp-states'](settings, machineOf(procRoot, clock)).collect(stop);
}

function machineOf(procRoot: string, clock: Machine['clock']): Machine {
  return testMachine({ platform: 'linux', clock, procRoot });
}

function signal(): AbortSignal {
  return new AbortController().signal;
}
