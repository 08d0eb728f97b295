import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pushAsCurl } from '../../main/api/push-as-curl';
import type { Engine } from '../../main/engine/engine';
import type { PushRecord } from '../../main/history/history';
import { pushgatewaySettings, remoteWriteSettings } from '../../main/settings/schema/destinations';
import { type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { makeDataDir } from '../support/pushtray';
import { type RealEngine, startRealEngine } from '../support/real-engine';
import { startReceiver } from '../support/remote-write-receiver';
import { runCommand } from '../support/run-command';

const run = promisify(execFile);
const soon = { timeout: 20_000, interval: 50 };

const withoutChanging = (text: string) =>
  text.replaceAll(/ (?:\d|\.|e|\+)+$/gm, '').replaceAll(/^.*pushtray_last_successful_push.*\n/gm, '');

async function pushed({ engine }: RealEngine, destination: string): Promise<PushRecord> {
  const made = await vi.waitFor(async () => {
    const answer = await engine.pushNow(destination);
    return answer.ok ? answer.value[0] : expect.fail(answer.error.message);
  }, soon);
  return made ?? expect.fail('nothing was pushed');
}

function applied(engine: Engine, destinations: readonly unknown[]): void {
  const collectors = [{ id: 'value', kind: 'command', command: 'echo 1', metric: 'pair_value' }];
  engine.apply(settingsSchema.parse({ version: 1, interval: '1h', collectors, destinations }));
}

describe.skipIf(!pushgatewayIsHere)('beside a real Pushgateway', () => {
  let gateway: RunningPushgateway;
  beforeAll(async () => {
    gateway = await startPushgateway();
  });
  afterAll(() => gateway.stop());

  const held = async () => (await fetch(`${gateway.url}/metrics`)).text();

  it('a preview is what the next push sends, and nothing comes of it', async () => {
    const real = startRealEngine([]);
    const settings = {
      id: 'team',
      kind: 'pushgateway',
      urls: [gateway.url],
      job: 'shown',
      labels: { a: 'b/c' },
    };
    await vi.waitFor(() => expect(real.engine.status().collectors[0]?.state).toBe('ok'), soon);
    const preview = await real.engine.previewDestination(pushgatewaySettings.parse(settings));
    expect(await held()).not.toContain('shown');
    const [shown] = preview.ok ? preview.value : [];
    applied(real.engine, [settings]);
    const push = await pushed(real, 'team');
    expect(shown).toMatchObject({ method: push.method, url: push.url, groupingKey: push.groupingKey });
    expect(withoutChanging(push.requestBody)).toContain('pair_value\n');
    expect(shown?.requestBody).toContain('\npair_value 1\n');
    expect(shown?.bytes).toBe(Buffer.byteLength(shown?.requestBody ?? ''));
    expect(push.bytesSent / push.bytes).toBeCloseTo((shown?.bytesSent ?? 0) / (shown?.bytes ?? 0), 1);
  });

  it('a push is the same group by its curl command, from the preview and from the record', async () => {
    const real = startRealEngine([]);
    const labels = { note: "it's $HOME/x" };
    applied(real.engine, [{ id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'by-curl', labels }]);
    const push = await pushed(real, 'team');
    const group = async () =>
      (await held()).split('\n').filter((line) => /^[a-z_]*value.*by-curl/.test(line));
    const there = await group();
    expect(there).toHaveLength(1);
    const settings = { id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'by-curl', labels };
    const preview = await real.engine.previewDestination(pushgatewaySettings.parse(settings));
    const shown = preview.ok ? preview.value[0] : expect.fail(preview.error.message);
    for (const one of [push, { ...shown, bodyCut: false }]) {
      await fetch(push.url, { method: 'DELETE' });
      await vi.waitFor(async () => expect(await group()).toEqual([]), soon);
      await run('sh', ['-c', pushAsCurl(one as PushRecord) ?? expect.fail('there is no command')]);
      expect(await group()).toEqual(there);
    }
    await real.engine.stop();
  });

  it('what stands in a group is named before anything is pushed, and what is our own is not', async () => {
    const real = startRealEngine([]);
    const group = `${gateway.url}/metrics/job/taken/instance/web1`;
    await fetch(group, { method: 'PUT', body: 'spool_files 3\npair_value 7\n' });
    const settings = { id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'taken' };
    const replaced = (more = {}) =>
      real.engine.replacedFamilies(pushgatewaySettings.parse({ ...settings, ...more }));
    await vi.waitFor(() => expect(real.engine.status().collectors[0]?.state).toBe('ok'), soon);
    expect(await replaced()).toEqual(['pair_value', 'spool_files']);
    expect(await replaced({ method: 'POST' })).toEqual(['pair_value']);
    expect(await held()).toContain('spool_files');
    applied(real.engine, [settings]);
    await pushed(real, 'team');
    expect(await replaced()).toEqual([]);
    await real.engine.stop();
  });

  it('a recorded push is sent again as it was, with a record and an event of its own', async () => {
    const real = startRealEngine([]);
    applied(real.engine, [{ id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'again' }]);
    const first = await pushed(real, 'team');
    await fetch(first.url, { method: 'DELETE' });
    await vi.waitFor(async () => expect(await held()).not.toContain('job="again"'), soon);
    const events: unknown[] = [];
    real.engine.subscribe((event) => events.push(event));
    const repeated = await real.engine.repeatPush(first);
    const { id: _id, atMs: _at, durationMs: _took, ...sent } = first;
    expect(repeated).toMatchObject({ ok: true, value: sent });
    expect(events).toContainEqual({ kind: 'push', push: repeated.ok && repeated.value });
    expect(await held()).toContain('pair_value{instance="web1",job="again"} 1');
    await real.engine.stop();
    await vi.waitFor(async () => expect(await held()).not.toContain('job="again"'), soon);
  });

  it('a recorded push is sent nowhere else than its destination pushes to by now', async () => {
    const real = startRealEngine([]);
    const team = { id: 'team', kind: 'pushgateway', urls: [gateway.url], job: 'moved' };
    applied(real.engine, [team]);
    const first = await pushed(real, 'team');
    applied(real.engine, [{ ...team, job: 'to-here' }]);
    expect(await real.engine.repeatPush(first)).toMatchObject({ error: { code: 'other_group' } });
    applied(real.engine, [{ ...team, enabled: false }]);
    expect(await real.engine.repeatPush(first)).toMatchObject({ error: { code: 'not_pushing' } });
    applied(real.engine, []);
    expect(await real.engine.repeatPush(first)).toMatchObject({ error: { code: 'not_found' } });
    await vi.waitFor(async () => expect(await held()).not.toContain('job="moved"'), soon);
  });
});

describe('a preview', () => {
  it('is one request for each address or, when it fails over, one for the first', async () => {
    const { engine } = startRealEngine([]);
    const urls = ['http://a.invalid:9091', 'http://b.invalid:9091'];
    const addresses = async (mode: 'all' | 'failover') => {
      const settings = pushgatewaySettings.parse({ id: 'team', kind: 'pushgateway', urls, mode });
      const preview = await engine.previewDestination(settings);
      return preview.ok ? preview.value.map(({ url }) => new URL(url).host) : preview.error;
    };
    expect(await addresses('all')).toEqual(['a.invalid:9091', 'b.invalid:9091']);
    expect(await addresses('failover')).toEqual(['a.invalid:9091']);
  });

  it('of remote write shows as text what the next request holds, the ends of series too', async () => {
    const receiver = await startReceiver();
    const real = startRealEngine([]);
    const settings = { id: 'remote', kind: 'remote-write', url: receiver.url };
    await vi.waitFor(() => expect(real.engine.status().collectors[0]?.state).toBe('ok'), soon);
    const preview = await real.engine.previewDestination(remoteWriteSettings.parse(settings));
    expect(receiver).toMatchObject({ writes: [], asked: 0 });
    const [shown] = preview.ok ? preview.value : [];
    expect(shown).toMatchObject({ method: 'POST', url: receiver.url });
    expect(shown?.groupingKey).toEqual({ job: 'pushtray', instance: 'web1' });
    expect(shown?.requestBody).toMatch(/^pair_value\{instance="web1",job="pushtray"\} 1 \d+$/m);
    expect(shown?.requestBody).toMatch(/^up\{/m);
    expect(shown?.series).toBe(shown?.requestBody.trim().split('\n').length);
    expect(shown?.bytesSent).toBeLessThan(shown?.bytes ?? 0);
    applied(real.engine, [settings]);
    const push = await pushed(real, 'remote');
    expect(await real.engine.repeatPush(push)).toMatchObject({ error: { code: 'not_repeatable' } });
  });
});

describe('pushtray once --dry-run', () => {
  it('says what would be sent where, prints what it measured and sends nothing', async () => {
    const receiver = await startReceiver();
    const destinations: SettingsInput['destinations'] = [
      { id: 'pair', kind: 'pushgateway', urls: ['http://a.invalid:9091', 'http://b.invalid:9091'] },
      { id: 'remote', kind: 'remote-write', url: receiver.url },
      { id: 'off', kind: 'pushgateway', urls: ['http://c.invalid:9091'], enabled: false },
    ];
    const collectors: SettingsInput['collectors'] = [
      { id: 'value', kind: 'command', command: 'echo 7', metric: 'dry_value' },
    ];
    const data = makeDataDir({ version: 1, instance: 'web1', collectors, destinations });
    onTestFinished(data.remove);
    const places = ['--settings', data.settingsFile, '--data-dir', data.dir];
    const { status, stdout, stderr } = await runCommand(['once', '--push', '--dry-run', ...places]);
    expect(stdout).toContain('dry_value 7\n');
    const lines = stderr.trim().split('\n');
    expect(lines.map((line) => line.replace(/ would send .*: /, ' '))).toEqual([
      'pair: PUT http://a.invalid:9091/metrics/job/pushtray/instance/web1',
      'pair: PUT http://b.invalid:9091/metrics/job/pushtray/instance/web1',
      `remote: POST ${receiver.url}`,
    ]);
    expect([status, receiver.writes, receiver.asked]).toEqual([0, [], 0]);
  });
});
