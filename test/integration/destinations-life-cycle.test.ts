import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Engine } from '../../main/engine/engine';
import type { PushRecord } from '../../main/history/history';
import { type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { groupJournal } from '../support/group-journal';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { type RealEngine, startRealEngine } from '../support/real-engine';
import { type Relay, startRelay } from '../support/relay';
import { startHttpServer } from '../support/servers';

/** Far below the five minutes for which Prometheus shows a series that nobody ended. */
const soon = { timeout: 30_000, interval: 100 };
const heartbeat = 'pushtray_heartbeat_timestamp_seconds';

describe.skipIf(!pushgatewayIsHere || !prometheusIsHere)(
  'series in a Prometheus that scrapes a Pushgateway',
  () => {
    let gateway: RunningPushgateway;
    let prometheus: RunningPrometheus;
    beforeAll(async () => {
      gateway = await startPushgateway();
      prometheus = await startPrometheus([new URL(gateway.url).host]);
    });
    afterAll(async () => {
      await prometheus?.stop();
      await gateway?.stop();
    });

    const labels = async (query: string, name: string) =>
      (await prometheus.query(query)).map(({ metric }) => metric[name]).sort();

    const becomes = (query: string, name: string, values: readonly string[]) =>
      vi.waitFor(async () => expect(await labels(query, name)).toEqual(values), soon);

    function running(job: string) {
      const real = startRealEngine([]);
      const team = { id: 'team', kind: 'pushgateway' as const, urls: [gateway.url], job };
      const apply = (changes: Partial<SettingsInput>) => applied(real, { destinations: [team], ...changes });
      return { ...real, apply, team };
    }

    function applied({ engine }: RealEngine, changes: Partial<SettingsInput>): void {
      const { port } = new URL(gateway.url);
      const targets = [{ name: 'a', host: '127.0.0.1', port: Number(port) }];
      const collectors = [{ id: 'connect', kind: 'tcp-connect' as const, targets }];
      engine.apply(settingsSchema.parse({ version: 1, interval: '1s', collectors, ...changes }));
    }

    it('are gone with the target that is removed at the first scrape after, and no others', async () => {
      const { apply, history } = running('targets');
      const { port } = new URL(gateway.url);
      const target = (name: string) => ({ name, host: '127.0.0.1', port: Number(port) });
      const connecting = (...names: string[]) => [
        { id: 'connect', kind: 'tcp-connect' as const, targets: names.map(target) },
      ];
      apply({ collectors: connecting('a', 'b') });
      await becomes('probe_success{job="targets"}', 'target', ['a', 'b']);
      const isWithoutB = ({ ok, requestBody }: PushRecord) => ok && !requestBody.includes('target="b"');
      const removedAfter = history.records.length;
      apply({ collectors: connecting('a') });
      const pushed = await vi.waitFor(() => {
        const record = history.records.slice(removedAfter).find(isWithoutB);
        if (!record) throw new Error('not pushed yet');
        return record;
      }, soon);
      const firstScrapeMs = await vi.waitFor(async () => {
        const [scrapes] = await prometheus.samples('up{job="pushgateway"}');
        const after = scrapes?.timesMs.find((atMs) => atMs > pushed.atMs);
        if (after === undefined) throw new Error('not scraped yet');
        return after;
      }, soon);
      const ofB = '{job="targets",__name__=~"probe_.*",target="b"}';
      expect(await prometheus.query(`${ofB} @ ${firstScrapeMs / 1_000}`)).toEqual([]);
      for (const { timesMs } of await prometheus.samples(ofB)) {
        expect(Math.max(...timesMs)).toBeLessThan(firstScrapeMs);
      }
      expect(await labels('probe_success{job="targets"}', 'target')).toEqual(['a']);
    });

    it('go on under the new name alone when the instance is renamed', async () => {
      const { apply } = running('renamed');
      apply({});
      await becomes(`${heartbeat}{job="renamed"}`, 'instance', ['web1']);
      apply({ instance: 'web2' });
      await becomes(`{job="renamed",__name__=~"${heartbeat}|probe_success"}`, 'instance', ['web2', 'web2']);
    });

    it('go on under the new grouping alone when a label or the job is changed', async () => {
      const { apply, team } = running('regrouped');
      apply({});
      await becomes(`${heartbeat}{job="regrouped"}`, 'job', ['regrouped']);
      apply({ labels: { site: 'berlin' } });
      await becomes(`${heartbeat}{job="regrouped"}`, 'site', ['berlin']);
      apply({ destinations: [{ ...team, job: 'regrouped-2' }] });
      await becomes(`${heartbeat}{job=~"regrouped.*"}`, 'job', ['regrouped-2']);
    });

    it('are gone when Pushtray quits or pauses, or the machine sleeps, and back after', async () => {
      const { apply, engine } = running('quit');
      apply({});
      await becomes(`${heartbeat}{job="quit"}`, 'job', ['quit']);
      for (const off of [{ pushing: false }, { monitoring: false }]) {
        apply(off);
        await becomes('{job="quit"}', 'job', []);
        apply({});
        await becomes(`${heartbeat}{job="quit"}`, 'job', ['quit']);
      }
      await engine.suspend();
      await becomes('{job="quit"}', 'job', []);
      engine.resume();
      await becomes(`${heartbeat}{job="quit"}`, 'job', ['quit']);
      await engine.stop();
      await becomes('{job="quit"}', 'job', []);
    });

    it('of a page that prints timestamps arrive as of now, whichever way, and what is old or never was does not', async () => {
      const receiver = await startPrometheus([], { remoteWrite: true });
      onTestFinished(() => receiver.stop());
      const page = await startHttpServer((_, response) => {
        response.setHeader('Content-Type', 'text/plain; version=0.0.4');
        const at = (metric: string, aheadMs: number) => `${metric} 1 ${Date.now() + aheadMs}\n`;
        response.end(
          at('fresh_value', -2_000) + at('future_value', 3 * 3_600_000) + at('old_value', -3_600_000),
        );
      });
      const { apply, engine, team } = running('timestamps');
      const url = `${receiver.url}/api/v1/write`;
      apply({
        collectors: [{ id: 'page', kind: 'scrape', url: `${page.url}/metrics` }],
        destinations: [team, { id: 'remote', kind: 'remote-write' as const, url, job: 'timestamps' }],
      });
      const names = '{job="timestamps",__name__=~".*_value"}';
      await becomes(names, '__name__', ['fresh_value', 'future_value']);
      await vi.waitFor(async () => expect(await receiver.query(names)).toHaveLength(2), soon);
      for (const { timesMs } of await receiver.samples(names)) {
        expect(timesMs).toEqual([...timesMs].sort((a, b) => a - b));
        expect(Math.max(...timesMs)).toBeLessThanOrEqual(Date.now());
      }
      expect(engine.status().destinations.map(({ state }) => state)).toEqual(['ok', 'ok']);
      expect(engine.status().collectors[0]?.problems[0]?.message).toContain('more than 5 minutes old');
    });

    it('of somebody else in the same group are told before a first push replaces them', async () => {
      const group = `${gateway.url}/metrics/job/shared/instance/web1`;
      await fetch(group, { method: 'PUT', body: 'backup_age_seconds 1\n' });
      const { apply, engine, history, logger } = running('shared');
      apply({});
      await vi.waitFor(() => expect(engine.status().destinations[0]?.state).toBe('ok'), soon);
      expect(engine.status().destinations[0]?.problem).toContain('backup_age_seconds');
      expect(logger.entries.filter(({ message }) => message.includes('replaces'))).toEqual([
        expect.objectContaining({ fields: { destination: 'team', families: 'backup_age_seconds' } }),
      ]);
      expect(history.records.every(({ ok }) => ok)).toBe(true);
    });
  },
);

describe.skipIf(!pushgatewayIsHere)('a Pushgateway that is away when a group should be taken away', () => {
  let gateway: RunningPushgateway;
  let relay: Relay;
  beforeEach(async () => {
    gateway = await startPushgateway();
    relay = await startRelay(gateway.url);
  });
  afterEach(async () => {
    await relay.away();
    await gateway.stop();
  });

  const page = async () => (await fetch(`${gateway.url}/metrics`)).text();
  const holds = (labels: string) =>
    vi.waitFor(async () => expect(await page()).toContain(`pushtray_build_info{${labels}`), soon);
  // Of the family that has the least labels, so that a group with more is another.
  const own = 'instance="web1",job="team",version="1.2.3"';

  const team = () => ({ id: 'team', kind: 'pushgateway' as const, urls: [relay.url], job: 'team' });

  function apply(engine: Engine, change: Partial<SettingsInput>): void {
    const settings = { version: 1 as const, interval: '1s', collectors: [], destinations: [team()] };
    engine.apply(settingsSchema.parse({ ...settings, ...change }));
  }

  it.each<[string, () => Partial<SettingsInput>]>([
    ['the instance is renamed', () => ({ instance: 'web2' })],
    ['the job is another', () => ({ destinations: [{ ...team(), job: 'other' }] })],
    ['a label is another', () => ({ labels: { site: 'berlin' } })],
    ['the address is another', () => ({ destinations: [{ ...team(), urls: ['http://127.0.0.1:9'] }] })],
    ['the destination is removed', () => ({ destinations: [] })],
    ['the destination is switched off', () => ({ destinations: [{ ...team(), enabled: false }] })],
    ['pushing is paused', () => ({ pushing: false })],
    ['monitoring is paused', () => ({ monitoring: false })],
  ])('is rid of it as soon as it is back, in the same run, when %s', async (_when, change) => {
    const groups = groupJournal();
    const { engine, history } = startRealEngine([team()], groups);
    await holds(own);
    await relay.away();
    apply(engine, change());
    const deletions = () => history.records.filter(({ method }) => method === 'DELETE');
    await vi.waitFor(() => expect(deletions()).toMatchObject([{ ok: false }]), soon);
    expect(await page()).toContain(own);

    await relay.back();
    await vi.waitFor(async () => expect(await page()).not.toContain(own), soon);
    await vi.waitFor(() => expect(deletions().map(({ ok }) => ok)).toEqual([false, true]), soon);
    expect(JSON.stringify(groups.list())).not.toContain(
      '"job":"team","labels":{},"identity":{"instance":"web1"',
    );
  });

  it('keeps it when it is in use again before', async () => {
    const { engine } = startRealEngine([team()]);
    await holds(own);
    await relay.away();
    apply(engine, { instance: 'web2' });
    apply(engine, {});
    await relay.back();
    await holds(own);
    await vi.waitFor(() => expect(engine.status().destinations[0]?.state).toBe('ok'), soon);
    expect(await page()).toContain(own);
    expect(await page()).not.toContain('web2');
  });
});
