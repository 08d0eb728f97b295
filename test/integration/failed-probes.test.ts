import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { collectWith } from '../support/collector-of';
import { type DnsServer, startDnsServer } from '../support/dns-server';
import { freePort } from '../support/free-port';
import { makeHistory } from '../support/history';
import { samplesOf } from '../support/samples';

/** What each kind takes for its round trip, in history. */
const cases = [
  ['http', 'probe_duration_seconds'],
  ['dns', 'probe_dns_lookup_time_seconds'],
  ['tcp-connect', 'probe_tcp_connect_duration_seconds'],
] as const;

describe('a probe that failed', () => {
  let web: Server;
  let names: DnsServer;
  let settings: Record<(typeof cases)[number][0], object>;

  beforeAll(async () => {
    web = createServer(({ url }, response) => {
      if (url === '/silent') return;
      response.statusCode = url === '/well' ? 200 : 500;
      response.end();
    });
    web.listen(0, '127.0.0.1');
    await once(web, 'listening');
    names = await startDnsServer(() => ['192.0.2.1']);
    const { port } = web.address() as AddressInfo;
    const closed = await freePort();
    const asked = { server: '127.0.0.1', serverPort: names.port, host: 'one.test' };
    const replyTimeout = '200ms';
    settings = {
      http: {
        kind: 'http',
        replyTimeout,
        targets: [
          { name: 'well', url: `http://127.0.0.1:${port}/well` },
          { name: 'broken', url: `http://127.0.0.1:${port}/broken` },
          { name: 'silent', url: `http://127.0.0.1:${port}/silent` },
          { name: 'refused', url: `https://127.0.0.1:${closed}/` },
        ],
      },
      dns: {
        kind: 'dns',
        targets: [
          { name: 'well', ...asked },
          { name: 'other', ...asked, expect: '192.0.2.9' },
        ],
      },
      'tcp-connect': {
        kind: 'tcp-connect',
        targets: [
          { name: 'well', host: '127.0.0.1', port },
          { name: 'refused', host: '127.0.0.1', port: closed },
        ],
      },
    };
  });

  afterAll(async () => {
    web.closeAllConnections();
    await Promise.all([names.close(), new Promise((resolve) => web.close(resolve))]);
  });

  it.each(cases)(
    'is pushed with its duration, and has no round trip for the window: %s',
    async (kind, time) => {
      const collected = await collectWith(settings[kind]);
      const targets = collected.targets ?? [];
      expect(targets.length).toBeGreaterThan(1);
      expect(Object.keys(samplesOf(collected.families, 'probe_duration_seconds'))).toHaveLength(
        targets.length,
      );
      const answered = targets.filter(({ rttSeconds }) => rttSeconds !== undefined);
      expect(answered.map(({ name }) => name)).toEqual(['well']);
      expect(await keptOf(collected, time)).toEqual(['well']);
      expect(await keptOf(collected, 'probe_success')).toEqual(targets.map(({ name }) => name));
    },
  );
});

/** The targets that history then holds values of. */
async function keptOf({ families }: Collected, metric: string): Promise<unknown[]> {
  const bench = makeHistory();
  try {
    const atMs = bench.clock.nowMs();
    bench.history.recordSamples(atMs, families);
    bench.history.flush();
    const range = { fromMs: atMs, toMs: atMs, maxPoints: 10 };
    const found = await bench.history.samples({ metric, labels: {}, ...range });
    return found.map(({ labels }) => labels['target']);
  } finally {
    bench.remove();
  }
}
