import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Collected, Machine } from '../../../main/collectors/collector';
import { collectorKinds } from '../../../main/collectors/kinds';
import { pingSettings } from '../../../main/settings/schema/collectors';
import { FakeClock } from '../../support/fake-clock';
import { FakePings } from '../../support/fake-pings';
import { samplesOf } from '../../support/samples';
import { tickingClock, turnsDuring } from '../../support/slices';
import { tempDir } from '../../support/temp-dir';
import { testMachine } from '../../support/test-machine';

afterEach(() => vi.useRealTimers());

describe('pings that go on', () => {
  it('start one after the other, with room for others between', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const pings = new FakePings();
    void cycleOf(addresses(10), pings)();
    const startedAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return pings.started.length;
    };
    expect([await startedAfter(0), await startedAfter(25), await startedAfter(50)]).toEqual([1, 2, 4]);
  });

  it('are read a few at a time', async () => {
    const pings = new FakePings();
    const cycle = cycleOf(addresses(60), pings);
    await cycle();
    const { targets } = await cycle();
    expect(targets?.filter(({ outcome }) => outcome === 'reply')).toHaveLength(60);
    expect(pings.started).toHaveLength(60);
    expect(pings.mostAtOnce).toBe(25);
  });

  it('leave the event loop to others while it is put together what many of them found', async () => {
    const cycle = cycleOf(addresses(60), new FakePings(), { clock: tickingClock() });
    await cycle();
    const { turns, result } = await turnsDuring(cycle);
    expect(Object.values(samplesOf(result.families, 'ping_up'))).toHaveLength(60);
    // A slice ends at the fourth look at the clock, and there is a look for each of the 60 targets' readings, numbers and histograms.
    expect(turns).toBeGreaterThan((3 * 60) / 4);
  });

  it('follow a name to its new address: one ping ends, another begins, and counts begin anew', async () => {
    const [pings, network] = [new FakePings(), new FakeNetwork('10.0.0.1')];
    const cycle = cycleOf(['gateway'], pings, network);
    await cycle();
    expect(sentIn(await cycle())).toEqual({ 'target=gateway,ip=10.0.0.1,ip_version=4': 2 });
    network.moveTo('10.0.0.2');
    const { families } = await cycle();
    expect(samplesOf(families, 'ping_packets_sent_total')).toEqual({
      'target=gateway,ip=10.0.0.2,ip_version=4': 1,
    });
    const rtts = families.find(({ name }) => name === 'ping_rtt_seconds')?.samples ?? [];
    expect(new Set(rtts.map(({ labels }) => labels['ip']))).toEqual(new Set(['10.0.0.2']));
    expect(rtts.at(-1)).toMatchObject({ name: 'ping_rtt_seconds_count', value: 1 });
    expect(pings.started).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(pings.living).toEqual(['10.0.0.2']);
  });

  it('end when the target has no address any more, and begin again when it has one', async () => {
    const [pings, network] = [new FakePings(), new FakeNetwork('10.0.0.1')];
    const cycle = cycleOf(['gateway'], pings, network);
    await cycle();
    network.moveTo(undefined);
    const { targets, families } = await cycle();
    expect(targets).toMatchObject([{ outcome: 'no_route' }]);
    expect(samplesOf(families, 'ping_up')).toEqual({});
    expect(pings.living).toEqual([]);
    network.moveTo('10.0.0.1');
    // The same series goes on where it was.
    expect(sentIn(await cycle())).toEqual({ 'target=gateway,ip=10.0.0.1,ip_version=4': 2 });
    expect(pings.living).toEqual(['10.0.0.1']);
  });
});

/** What says where the default route of a machine leads. */
class FakeNetwork implements Pick<Machine, 'procRoot'> {
  readonly procRoot = tempDir();

  constructor(gateway: string) {
    mkdirSync(join(this.procRoot, 'net'));
    this.moveTo(gateway);
  }

  moveTo(gateway: string | undefined): void {
    const digits = (gateway ?? '').split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
    const route = `up0 00000000 ${digits.reverse().join('')} 0003 0 0 0 00000000 0 0 0\n`;
    writeFileSync(join(this.procRoot, 'net/route'), `Iface\n${gateway === undefined ? '' : route}`);
  }
}

function cycleOf(hosts: readonly string[], { follow }: FakePings, parts: Partial<Machine> = {}) {
  const targets = hosts.map((host) => ({ name: host, host }));
  const settings = pingSettings.parse({ id: 'p', kind: 'ping', mode: 'continuous', targets });
  const machine = testMachine({ platform: 'linux', clock: new FakeClock(), follow, ...parts });
  const { collect } = collectorKinds.ping(settings, machine);
  return (): Promise<Collected> => collect(new AbortController().signal);
}

function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `127.0.0.${index + 1}`);
}

function sentIn({ families }: Collected): Record<string, number> {
  return samplesOf(families, 'ping_packets_sent_total');
}
