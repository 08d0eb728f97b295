import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../main/collectors/collector';
import { validateFamilies } from '../../main/metrics/validate';
import { success } from '../../main/outcome';
import type { CollectorKind } from '../../main/settings/schema/collectors';
import { collectWith } from '../support/collector-of';
import { EngineBench } from '../support/engine-bench';
import { kindCases, laptop } from '../support/kind-cases';
import { hasPromtool, promtoolSays } from '../support/promtool';

describe.skipIf(!hasPromtool)('what Pushtray says of itself (needs promtool)', () => {
  it('stands up to promtool check metrics', async () => {
    const bench = new EngineBench();
    bench.start({
      collectors: [{ id: 'tcp', kind: 'tcp-states' }],
      destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://gateway:9091'] }],
    });
    await bench.clock.advance(60_000);
    const ofItself = bench.engine.families().filter(({ name }) => name.startsWith('pushtray_'));
    expect(ofItself.length).toBeGreaterThanOrEqual(7);
    expect(promtoolSays(bench.text())).toBe('');
  });
});

describe.skipIf(!hasPromtool)('what a collector names itself (needs promtool)', () => {
  it.each(Object.keys(kindCases) as CollectorKind[])(
    'stands up to promtool check metrics: %s',
    async (kind) => {
      const { settings, parts } = await kindCases[kind].works();
      const said = await complaintsOf({ kind, ...settings }, parts);
      // Names of node_exporter, which dashboards know.
      expect(said.filter((line) => !/^node_netstat_\w+ .*camelCase/.test(line))).toEqual([]);
    },
  );

  it("stands up to it, but for node_exporter's bits per second: Wi-Fi, from a recording of iw", async () => {
    const stdout = readFileSync(join(__dirname, '../fixtures/wifi/iw-link.txt'), 'utf8');
    const result = { exitCode: 0, stdout, stderr: '', truncated: false, durationMs: 1 };
    const parts = { ...laptop('phy80211'), run: () => Promise.resolve(success(result)) };
    const { families } = await collectWith({ kind: 'link', ssid: true }, parts);
    expect(families.filter(({ name }) => name.includes('_wifi_'))).toHaveLength(6);
    expect(await complaintsOf({ kind: 'link', ssid: true }, parts)).toEqual([
      expect.stringMatching(/^node_wifi_station_receive_bits_per_second use base unit/),
      expect.stringMatching(/^node_wifi_station_transmit_bits_per_second use base unit/),
    ]);
  });
});

/** What promtool says of the names that are not a command's, a page's or a file's own. */
async function complaintsOf(settings: object, parts?: Partial<Machine>): Promise<string[]> {
  const { families, problems } = await collectWith(settings, parts);
  expect(problems).toEqual([]);
  expect(validateFamilies(families).faults).toEqual([]);
  const own = families.filter(({ name }) => !/^m\d*$/.test(name));
  return promtoolSays(own).split('\n').filter(Boolean);
}
