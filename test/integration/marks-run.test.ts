import { describe, expect, it, vi } from 'vitest';
import type { CallOutput } from '../../main/contract/contract';
import type { Outcome } from '../../main/outcome';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { httpTransport } from '../support/http-transport';
import { canMakeNamespaces, gateway, makeNamespace, type Namespace } from '../support/netns';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

type Marks = CallOutput<'marks.list'>['marks'];

const settings: SettingsInput = {
  version: 1,
  collectors: [{ id: 'tcp', kind: 'tcp-states', interval: '1s' }],
  server: { listen: '127.0.0.1:0' },
};

async function marksOf(app: RunningPushtray): Promise<Marks> {
  const range = { fromMs: 0, toMs: Date.now() };
  const answer = (await httpTransport(app).call('marks.list', range)) as Outcome<{ marks: Marks }>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.marks;
}

describe('the marks of a headless run', () => {
  it('tell each start and stop over restarts, a crash by the stop that is missing, and pauses', async () => {
    const { dir, settingsFile, remove } = makeDataDir(settings);
    const start = () => startPushtray(['run', '--data-dir', dir, '--settings', settingsFile]);
    const measuring = (marks: Marks) =>
      marks.map(({ kind }) => kind).filter((kind) => !kind.endsWith('_changed'));
    try {
      const first = await start();
      expect(measuring(await marksOf(first))).toEqual(['started']);
      expect(await first.stop()).toBe(0);

      const second = await start();
      const marks = await marksOf(second);
      expect(measuring(marks)).toEqual(['started', 'stopped', 'started']);
      expect(marks.map(({ atMs }) => atMs)).toEqual([...marks.map(({ atMs }) => atMs)].sort((a, b) => a - b));
      second.signal('SIGKILL');
      await second.ended;

      const third = await start();
      const transport = httpTransport(third);
      const state = (await transport.call('state.get', {})) as Outcome<{ settings: object }>;
      const base = state.ok ? state.value.settings : {};
      expect(
        await transport.call('settings.save', { base, settings: { ...base, monitoring: false } }),
      ).toMatchObject({
        ok: true,
      });
      await vi.waitFor(async () =>
        expect(measuring(await marksOf(third))).toEqual([
          ...['started', 'stopped', 'started', 'started', 'paused'],
        ]),
      );
      await third.stop();
    } finally {
      remove();
    }
  }, 60_000);
});

const waiting = { timeout: 30_000, interval: 200 };

/** Asked from within: the server's loopback is that of the namespace. */
async function networkMarksIn(
  { exec }: Namespace,
  { address, token }: RunningPushtray,
  fromMs = 0,
): Promise<Marks> {
  const body = JSON.stringify({ fromMs, toMs: Date.now() });
  const { stdout } = await exec('curl', [
    ...['--silent', '--show-error', '--fail', '--header', `Authorization: Bearer ${token}`],
    ...[
      '--header',
      'Content-Type: application/json',
      '--data',
      body,
      `${address}/api/pushtray/call/marks.list`,
    ],
  ]);
  const { value } = JSON.parse(stdout) as { value: { marks: Marks } };
  return value.marks.filter(({ kind }) => kind.endsWith('_changed'));
}

describe.skipIf(!canMakeNamespaces)('the marks of the network (needs root on Linux)', () => {
  it('tell when a default route goes and when it comes back, and not that it was there at the first start', async () => {
    const namespace = await makeNamespace();
    const { dir, settingsFile, remove } = makeDataDir(settings);
    const args = ['run', '--data-dir', dir, '--settings', settingsFile];
    try {
      await namespace.addGateway();
      const link = ['/sys/class/net/up0/operstate'];
      await vi.waitFor(async () => expect((await namespace.exec('cat', link)).stdout).toBe('up\n'), waiting);
      const app = await startPushtray(args, { wrap: namespace.prefix });
      const changes = async () =>
        (await networkMarksIn(namespace, app)).map(({ kind, from, to }) => [kind, from, to]);
      const network = 'up0 10.99.0.2';
      const sinceStart = async () => (await networkMarksIn(namespace, app, Date.now())).map(({ to }) => to);
      await vi.waitFor(async () => expect(await sinceStart()).toEqual([gateway.ipv4, network]), waiting);
      expect(await changes()).toEqual([]);
      await namespace.exec('ip', ['link', 'set', 'up0', 'down']);
      const gone = [
        ['gateway_changed', gateway.ipv4, undefined],
        ['network_changed', network, undefined],
      ];
      await vi.waitFor(async () => expect(await changes()).toEqual(gone), waiting);
      await namespace.exec('ip', ['link', 'set', 'up0', 'up']);
      await namespace.exec('ip', ['route', 'add', 'default', 'via', gateway.ipv4]);
      const back = [
        ...gone,
        ['gateway_changed', undefined, gateway.ipv4],
        ['network_changed', undefined, network],
      ];
      await vi.waitFor(async () => expect(await changes()).toEqual(back), waiting);
      expect(await app.stop()).toBe(0);
    } finally {
      await namespace.remove();
      remove();
    }
  }, 90_000);
});
