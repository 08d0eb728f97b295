import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInput, CallName } from '../../main/contract/contract';
import { makeClient } from '../../renderer/client/client';
import { type DnsServer, startDnsServer } from '../support/dns-server';
import { httpTransport } from '../support/http-transport';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

/** Takes every connection and says nothing: the worst that an internet which is down can do. */
interface Silence {
  readonly port: number;
  /** How many have asked. */
  asked(): number;
  close(): void;
}

async function silentServer(): Promise<Silence> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const nowMs = Date.now();
const lastHour = { fromMs: nowMs - 3_600_000, toMs: nowMs };

/** Whatever a page asks for by itself. */
const questions: { readonly [N in CallName]?: CallInput<N> } = {
  'state.get': {},
  'samples.query': { metric: 'ping_rtt_mean_seconds', labels: {}, ...lastHour, maxPoints: 1440 },
  'marks.list': lastHour,
  'pushes.list': { limit: 50 },
  'gateway.state': {},
  'tcp.holders': { state: 'listen' },
  'secrets.list': {},
};

describe('while every probe and every push waits for an answer that does not come', () => {
  let silent: Silence;
  let names: DnsServer;
  let data: ReturnType<typeof makeDataDir>;
  let pushtray: RunningPushtray;

  beforeAll(async () => {
    silent = await silentServer();
    names = await startDnsServer(() => 'silence');
    const url = `http://127.0.0.1:${silent.port}`;
    data = makeDataDir({
      ...{ version: 1, instance: 'alone', interval: '1s', server: { listen: '127.0.0.1:0' } },
      collectors: [
        { id: 'web', kind: 'http', interval: '1m', timeout: '50s', targets: [{ name: 'site', url }] },
        {
          ...{ id: 'names', kind: 'dns', interval: '1m', timeout: '50s' },
          targets: [{ name: 'own', host: 'example.org', server: '127.0.0.1', serverPort: names.port }],
        },
      ],
      destinations: [{ id: 'team', kind: 'pushgateway', urls: [url], timeout: '50s' }],
    });
    pushtray = await startPushtray(['run', '--data-dir', data.dir]);
  });

  afterAll(async () => {
    // It waits for nobody when it ends, either.
    silent?.close();
    await names?.close();
    await pushtray?.stop();
    data?.remove();
  });

  it('what the window asks for is answered before any of them', async () => {
    await expect.poll(() => names.questions.length, { timeout: 20_000 }).toBeGreaterThan(0);
    // The probe and the push.
    await expect.poll(() => silent.asked(), { timeout: 20_000 }).toBeGreaterThan(1);
    const client = makeClient(httpTransport(pushtray));
    const [destination] = (await stateOf(client)).settings.destinations;
    let isTested = false;
    const waiting = client.call('destination.test', { destination: destination as never }).then(() => {
      isTested = true;
    });
    await expect.poll(() => silent.asked()).toBeGreaterThan(2);
    for (const [name, input] of Object.entries(questions)) {
      const answer = await client.call(name as CallName, input as never);
      expect(answer, name).toMatchObject({ ok: true });
    }
    expect(isTested).toBe(false);
    const { targets, destinations } = await stateOf(client);
    expect([...targets, ...destinations].map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
    silent.close();
    await waiting;
  });
});

async function stateOf(client: ReturnType<typeof makeClient>) {
  const answer = await client.call('state.get', {});
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
