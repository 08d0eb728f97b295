import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { compose } from '../../main/compose/app';
import { freePort } from '../support/free-port';
import { makeDataDir } from '../support/pushtray';
import { type ReceivedWrite, startReceiver } from '../support/remote-write-receiver';
import { startHttpServer } from '../support/servers';
import { isStale } from '../support/write-request-decode';

const soon = { timeout: 20_000, interval: 50 };

describe('an app that is told that the machine is about to sleep', () => {
  it('ends its series everywhere before it, and writes them again after it', async () => {
    const methods: string[] = [];
    const gateway = await startHttpServer((request, response) => {
      methods.push(request.method ?? '');
      request.resume().on('end', () => response.end(request.method === 'GET' ? '{"data":[]}' : ''));
    });
    const receiver = await startReceiver();
    const data = makeDataDir({
      version: 1,
      instance: 'laptop',
      interval: '1s',
      collectors: [],
      destinations: [
        { id: 'team', kind: 'pushgateway', urls: [gateway.url] },
        { id: 'prom', kind: 'remote-write', url: receiver.url },
      ],
      server: { listen: `127.0.0.1:${await freePort()}` },
    });
    onTestFinished(data.remove);
    const composed = await compose({
      kind: 'headless',
      dataDir: data.dir,
      settingsFile: data.settingsFile,
      onInvalidSettings: 'refuse',
      builtDir: data.dir,
      env: {},
      logToStderr: false,
    });
    if (!composed.ok) throw new Error(composed.error.message);
    const app = composed.value;
    onTestFinished(() => app.stop());
    const lastUp = () => sampleOf(receiver.writes[receiver.writes.length - 1], 'up');
    const lastMethod = () => methods[methods.length - 1];
    await vi.waitFor(() => expect([lastMethod(), lastUp()]).toEqual(['PUT', 1]), soon);

    app.suspend();
    await vi.waitFor(() => expect([lastMethod(), lastUp()]).toEqual(['DELETE', 'stale']), soon);
    const ended = receiver.writes[receiver.writes.length - 2];
    expect(sampleOf(ended, 'up')).toBe(0);
    expect(sampleOf(ended, 'pushtray_build_info')).toBe('stale');

    app.resume();
    await vi.waitFor(() => expect([lastMethod(), lastUp()]).toEqual(['PUT', 1]), soon);
  });
});

function sampleOf(write: ReceivedWrite | undefined, metric: string): number | 'stale' | undefined {
  const found = write?.series.find(({ labels }) => labels.some(([, value]) => value === metric));
  const [sample] = found?.samples ?? [];
  return sample && isStale(sample) ? 'stale' : sample?.value;
}
