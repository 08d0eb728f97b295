import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { encodeText } from '../../main/metrics/encode';
import { validateFamilies } from '../../main/metrics/validate';
import { makeCertificates, opensslIsHere } from '../support/certificates';
import { collectIn } from '../support/collect-in';
import { collectorOf, collectWith, cycleOf } from '../support/collector-of';
import { FakeClock } from '../support/fake-clock';
import { canMakeNamespaces, makeNamespace } from '../support/netns';
import { hasNodeExporter, startNodeExporter } from '../support/node-exporter';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { pushgatewayIsHere, startPushgateway } from '../support/pushgateway';
import { startRealEngine } from '../support/real-engine';
import { samplesOf } from '../support/samples';
import { listening, startHttpServer } from '../support/servers';
import { withNameServer } from '../support/with-name-server';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Scrapes a server that answers so. */
async function scrape(body: string, { status = 200, headers = {} }: Answer = {}): Promise<Collected> {
  const { url } = await startHttpServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; version=0.0.4', ...headers }).end(body);
  });
  return collectWith({ kind: 'scrape', url: `${url}/metrics` });
}

describe('scrape', () => {
  it("asks for text 0.0.4 and gives the page's families", async () => {
    const accepted: (string | undefined)[] = [];
    const { url } = await startHttpServer((request, response) => {
      accepted.push(request.headers.accept);
      response.end('# HELP a A.\n# TYPE a gauge\na{b="c"} 1\n');
    });
    const { families, problems, source } = await collectWith({ kind: 'scrape', url: `${url}/metrics` });
    expect(problems).toEqual([]);
    expect(encodeText(families)).toBe('# HELP a A.\n# TYPE a gauge\na{b="c"} 1\n');
    expect(source).toBe(`${url}/metrics`);
    expect(accepted).toEqual([expect.stringContaining('version=0.0.4')]);
  });

  it('keeps job and instance of the page as exported_job and exported_instance, as Prometheus does', async () => {
    const { families } = await scrape('a{job="x",instance="y",exported_job="z"} 1\n');
    expect(families[0]?.samples[0]?.labels).toEqual({
      exported_job: 'z',
      exported_exported_job: 'x',
      exported_instance: 'y',
    });
  });

  it('adds the labels of the settings and keeps what the page says of the same name', async () => {
    const { url } = await startHttpServer((_request, response) => response.end('a{exporter="own"} 1\nb 2\n'));
    const { families } = await collectWith({ kind: 'scrape', url, labels: { exporter: 'node' } });
    expect(families.map(({ samples }) => samples[0]?.labels)).toEqual([
      { exported_exporter: 'own', exporter: 'node' },
      { exporter: 'node' },
    ]);
  });

  it('keeps the good lines and names line and column of each bad one', async () => {
    const { families, problems } = await scrape('a 1\nb one\nc 3\n');
    expect(families.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(problems).toMatchObject([
      {
        code: 'bad_output',
        message: expect.stringMatching(/^Line 2, column 3 of http:.*\/metrics: the value "one"/),
      },
    ]);
  });

  it('takes a sample with the timestamp of a moment ago for the present, and leaves out older ones', async () => {
    const clock = new FakeClock();
    const at = (agoMs: number) => clock.nowMs() - agoMs;
    const { url } = await startHttpServer((_request, response) => {
      response.write(`fresh 1 ${at(1_000)}\nstale 1 ${at(301_000)}\n# TYPE h histogram\n`);
      response.write(`h_bucket{le="+Inf"} 1 ${at(1_000)}\nh_sum 1 ${at(301_000)}\nh_count 1\n`);
      response.end();
    });
    const { families, problems } = await collectWith({ kind: 'scrape', url }, { clock });
    expect(families).toEqual([
      expect.objectContaining({ samples: [{ name: 'fresh', labels: {}, value: 1 }] }),
    ]);
    expect(problems).toEqual([
      { code: 'bad_output', message: expect.stringMatching(/^4 samples of .* more than 5 minutes old/) },
    ]);
  });

  it.each([
    ['another status', { status: 503 }, /gives the status 503, not metrics/],
    ['a page for people', { headers: { 'Content-Type': 'text/html' } }, /gives "text\/html", not metrics/],
    [
      'OpenMetrics, though text was asked for',
      { headers: { 'Content-Type': 'application/openmetrics-text' } },
      /not metrics as text/,
    ],
    [
      'a redirect',
      { status: 302, headers: { Location: '/login' } },
      /sends on to "\/login": name that address/,
    ],
  ])('refuses %s', async (_title, answer: Answer, message) => {
    const { families, problems } = await scrape('a 1\n', answer);
    expect(families).toEqual([]);
    expect(problems).toEqual([{ code: 'bad_output', message: expect.stringMatching(message) }]);
  });

  it('takes nothing of a page that is too large', async () => {
    const { families, problems } = await scrape(`a 1\n${'# filler\n'.repeat(500_000)}`);
    expect(families).toEqual([]);
    expect(problems).toEqual([{ code: 'bad_output', message: expect.stringContaining('more than 4 MB') }]);
  });

  it('says that nothing listens', async () => {
    const { families, problems } = await collectWith({ kind: 'scrape', url: 'http://127.0.0.1:1/metrics' });
    expect(families).toEqual([]);
    expect(problems).toEqual([{ code: 'no_source', message: expect.stringMatching(/Nothing listens at/) }]);
  });

  it('gives an exporter up that does not answer in time', async () => {
    const { url } = await startHttpServer(() => {});
    const { families, problems } = await cycleOf({ kind: 'scrape', url }, 200);
    expect(families).toEqual([]);
    expect(problems).toEqual([
      { code: 'timeout', message: 'Measuring took longer than 0.2 s and was stopped.' },
    ]);
  });

  it('does not fail on a page without metrics', async () => {
    expect(await scrape('')).toMatchObject({ families: [], problems: [] });
  });

  it('asks over one connection again and again, until it is closed', async () => {
    const server = await startHttpServer((_request, response) => response.end('a 1\n'));
    const collector = collectorOf({ kind: 'scrape', url: server.url });
    for (let cycle = 0; cycle < 3; cycle++) await collector.collect(new AbortController().signal);
    await collector.close();
    expect(server.connections()).toBe(1);
  });
});

describe('scrape of an exporter that asks who is there', () => {
  /** Answers whoever knows, and says so to others. */
  async function startGuarded(credentials: string) {
    const { url } = await startHttpServer((request, response) => {
      const isKnown = request.headers.authorization === credentials;
      response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'text/plain' }).end('a 1\n');
    });
    return `${url}/metrics`;
  }

  const secret = (name: string) => ({ exporter: 'pa55' })[name];

  it.each([
    ['a password', { basic: { username: 'me', password: { secret: 'exporter' } } }, 'Basic bWU6cGE1NQ=='],
    ['a token', { bearer: { secret: 'exporter' } }, 'Bearer pa55'],
  ])('shows it %s, which settings only name', async (_title, auth, credentials) => {
    const url = await startGuarded(credentials);
    const { families, problems } = await collectWith({ kind: 'scrape', url, auth }, { secret });
    expect(problems).toEqual([]);
    expect(samplesOf(families, 'a')).toEqual({ '': 1 });
  });

  it('says that it wants other credentials, and never which were shown', async () => {
    const url = await startGuarded('Bearer other');
    const auth = { bearer: { secret: 'exporter' } };
    const { families, problems } = await collectWith({ kind: 'scrape', url, auth }, { secret });
    expect(families).toEqual([]);
    expect(problems).toEqual([{ code: 'bad_output', message: expect.stringMatching(/status 401.*"auth"/) }]);
    expect(problems[0]?.message).not.toContain('pa55');
  });

  it('asks for nothing when the secret is not set, and says how to set it', async () => {
    const auth = { bearer: { secret: 'other' } };
    const { problems } = await collectWith({ kind: 'scrape', url: 'http://127.0.0.1:1/', auth }, { secret });
    const message = expect.stringMatching(/The secret "other" .* is not set.* pushtray secret set other/);
    expect(problems).toEqual([{ code: 'permission', message }]);
  });
});

describe.skipIf(!opensslIsHere)('scrape over TLS (certificates made by openssl)', () => {
  it('trusts the authority that settings name, and without it nobody who signs himself', async () => {
    const certificates = makeCertificates();
    const url = await startTls(certificates);
    const trusting = { kind: 'scrape', url, tls: { caFile: certificates.caFile } };
    expect(samplesOf((await collectWith(trusting)).families, 'a')).toEqual({ '': 1 });
    expect(await collectWith({ kind: 'scrape', url })).toMatchObject({
      families: [],
      problems: [{ code: 'no_source' }],
    });
  });

  it('shows the certificate that settings name to an exporter that asks for one', async () => {
    const certificates = makeCertificates();
    const { caFile, certFile, keyFile } = certificates;
    const ca = readFileSync(caFile);
    const url = await startTls(certificates, { ca, requestCert: true, rejectUnauthorized: true });
    const tls = { caFile, certFile: certFile('client'), keyFile: keyFile('client') };
    expect((await collectWith({ kind: 'scrape', url, tls })).problems).toEqual([]);
    expect((await collectWith({ kind: 'scrape', url, tls: { caFile } })).families).toEqual([]);
  });

  it('names the file that it could not read', async () => {
    const tls = { caFile: '/nowhere/ca.pem' };
    const { problems } = await collectWith({ kind: 'scrape', url: 'https://127.0.0.1:1/', tls });
    expect(problems).toEqual([{ code: 'no_source', message: expect.stringContaining('/nowhere/ca.pem') }]);
  });

  async function startTls(certificates: ReturnType<typeof makeCertificates>, options: ServerOptions = {}) {
    const { certFile, keyFile } = certificates;
    const files = { key: readFileSync(keyFile('server')), cert: readFileSync(certFile('server')) };
    const server = createTlsServer({ ...files, ...options }, (_request, response) => response.end('a 1\n'));
    return (await listening(server)).url.replace('http:', 'https:');
  }
});

describe('scrape of what this machine pushes itself', () => {
  const heartbeat = 'pushtray_heartbeat_timestamp_seconds';
  const ownInstance = () => 'web1';

  it.each([
    ['as a Pushgateway shows it', 'job="pushtray",instance="web1"'],
    [
      'by way of another machine that scraped it',
      'job="pushtray",instance="web2",exported_job="pushtray",exported_instance="web1"',
    ],
  ])('takes nothing of the page: %s', async (_title, labels) => {
    const page = `other 1\n${heartbeat}{job="x",instance="db"} 1\n${heartbeat}{${labels}} 1\n`;
    const { url } = await startHttpServer((_request, response) => response.end(page));
    expect(await collectWith({ kind: 'scrape', url }, { ownInstance })).toEqual({
      families: [],
      problems: [
        { code: 'bad_output', message: expect.stringMatching(/holds what this machine pushes itself/) },
      ],
    });
  });

  it('takes the page of another machine', async () => {
    const page = `${heartbeat}{job="pushtray",instance="web2"} 1\n`;
    const { url } = await startHttpServer((_request, response) => response.end(page));
    const { families, problems } = await collectWith({ kind: 'scrape', url }, { ownInstance });
    expect(problems).toEqual([]);
    expect(samplesOf(families, heartbeat)).toEqual({ 'exported_job=pushtray,exported_instance=web2': 1 });
  });
});

describe.skipIf(!pushgatewayIsHere)('push, scrape and push again (needs prometheus-pushgateway)', () => {
  it('does not grow, under whatever address the Pushgateway is scraped', async () => {
    const gateway = await startPushgateway();
    onTestFinished(() => gateway.stop());
    const pageOfGateway = async () => (await fetch(`${gateway.url}/metrics`)).text();
    const alias = await startHttpServer(async (_request, response) => response.end(await pageOfGateway()));
    const { engine } = startRealEngine(
      [{ id: 'team', kind: 'pushgateway', urls: [gateway.url] }],
      undefined,
      {
        instance: 'test-machine',
        collectors: [{ id: 'again', kind: 'scrape', url: alias.url }],
      },
    );
    await vi.waitFor(() => expect(engine.status().collectors[0]?.problems).toHaveLength(1), 15_000);
    await vi.waitFor(async () => {
      const page = await pageOfGateway();
      expect(page).toContain(
        'pushtray_collector_success{collector="again",instance="test-machine",job="pushtray"} 0',
      );
      expect(page).not.toContain('exported_');
    }, 15_000);
  });
});

describe.skipIf(!hasNodeExporter)('scrape of a real node_exporter (needs prometheus-node-exporter)', () => {
  it('takes all of it without a fault', async () => {
    const url = await startNodeExporter();
    const { families, problems } = await collectWith({ kind: 'scrape', url });
    expect(problems).toEqual([]);
    expect(families.length).toBeGreaterThan(100);
    expect(validateFamilies(families).faults).toEqual([]);
    expect(Object.keys(samplesOf(families, 'node_load1'))).toEqual(['']);
  });
});

describe.skipIf(!hasPromtool)('what was scraped (needs promtool)', () => {
  it('reads the same after relabelling: promtool check metrics finds nothing', async () => {
    const page = '# HELP a_seconds A.\n# TYPE a_seconds gauge\na_seconds{job="x"} 1\n';
    expect(promtoolSays((await scrape(page)).families)).toBe('');
  });
});

describe.skipIf(!canMakeNamespaces)('scrape of a name with two addresses (needs root on Linux)', () => {
  it('waits for one that is slow to answer when the other has no route', async () => {
    const network = await makeNamespace();
    onTestFinished(network.remove);
    // The first packet of each connection is lost: TCP sends it again after a second.
    await network.nftables('input', ['ip daddr 127.0.0.2 tcp flags syn numgen inc mod 2 < 1 drop']);
    const answer = "require('http').createServer((_, to) => to.end('a 1\\n'))";
    const [command, ...prefix] = network.prefix;
    const serve = `${answer}.listen(9100, '127.0.0.2', () => console.log('ready'))`;
    const server = spawn(command, [...prefix, process.execPath, '-e', serve]);
    onTestFinished(() => void server.kill());
    await once(server.stdout, 'data');
    const hosts = `/tmp/${network.name}-hosts`;
    const lines = '127.0.0.2 slow.test\\n2001:db8::1 slow.test\\n';
    const named = `printf '${lines}' > ${hosts} && mount --bind ${hosts} /etc/hosts && rm ${hosts}`;
    const inside = withNameServer(network, '127.0.0.1', named);
    const settings = { id: 'node', kind: 'scrape', url: 'http://slow.test:9100/metrics' };
    const [collected] = await collectIn(inside, { settings });
    expect(collected?.problems).toEqual([]);
    expect(samplesOf(collected?.families ?? [], 'a')).toEqual({ '': 1 });
  });
});
