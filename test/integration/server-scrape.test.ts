import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeGateway } from '../../main/gateway/group-store';
import { counter, gauge, type MetricFamily } from '../../main/metrics/model';
import { systemClock } from '../../main/platform/clock';
import { ask } from '../support/ask';
import { type LocalServer, startLocalServer } from '../support/local-server';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { protobufType } from '../support/protobuf-encode';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { readScraped, shapesOf } from '../support/scraped';

const delimitedType =
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited';

const textType = 'text/plain; version=0.0.4; charset=utf-8';

/** Of Prometheus 2 and 3, with and without native histograms, of browsers and curl. It answers OpenMetrics to nobody. */
const acceptHeaders = [
  '*/*',
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  'application/openmetrics-text;version=1.0.0',
  `${delimitedType},application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1`,
  `${delimitedType};q=0.5,text/plain;version=0.0.4;q=0.9`,
  `text/plain;version=0.0.4;q=0.3,${delimitedType};q=0.7`,
  'application/vnd.google.protobuf',
  'application/vnd.google.protobuf;proto=other;encoding=delimited',
  'text/plain;version=0.0.5',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'application/json',
];

/** A family of each type. */
const pushed = `# HELP h Durations.
# TYPE h histogram
h_bucket{le="0.5"} 1
h_bucket{le="+Inf"} 3
h_sum 4.5
h_count 3
# TYPE s summary
s{quantile="0.5"} 3
s_sum 6
s_count 2
# TYPE c_total counter
c_total{a="1"} 7
# TYPE g gauge
g -0.5
u NaN
`;

describe.skipIf(!pushgatewayIsHere)('GET /metrics of ours and of a real Pushgateway', () => {
  let real: RunningPushgateway;
  let ours: LocalServer;

  beforeAll(async () => {
    real = await startPushgateway();
    ours = await startLocalServer();
    for (const address of [real.url, ours.address]) {
      await ask(address, '/metrics/job/backup/instance/db1', { method: 'PUT', body: pushed });
    }
  });
  afterAll(async () => {
    await real?.stop();
    await ours?.close();
  });

  function both(headers: Record<string, string>) {
    return Promise.all([ours.ask('/metrics', { headers }), ask(real.url, '/metrics', { headers })]);
  }

  it.each(acceptHeaders)('are in the same format and hold the same for Accept: %s', async (accept) => {
    const [mine, theirs] = await both({ Accept: accept });
    expect(mine.headers['content-type']).toBe(theirs.headers['content-type']);
    expect(shapesOf(readScraped(mine))).toEqual(shapesOf(readScraped(theirs)));
  });

  it.each([undefined, 'gzip', 'deflate, gzip;q=1.0, *;q=0.5', 'br', 'identity'])(
    'are compressed alike for Accept-Encoding: %s',
    async (encoding) => {
      const [mine, theirs] = await both(encoding === undefined ? {} : { 'Accept-Encoding': encoding });
      expect(mine.headers['content-encoding']).toBe(theirs.headers['content-encoding']);
    },
  );

  it('differ on purpose where somebody refuses a format, or asks for one that is for nobody to read', async () => {
    const asked = [
      { 'Accept-Encoding': 'gzip;q=0' },
      { Accept: `${delimitedType};q=0` },
      { Accept: delimitedType.replace('delimited', 'text') },
    ];
    const answers = await Promise.all(asked.map((headers) => both(headers)));
    const told = answers.map((pair) =>
      pair.map(({ headers }) => headers['content-encoding'] ?? headers['content-type']),
    );
    expect(told).toEqual([
      [textType, 'gzip'],
      [textType, protobufType],
      [textType, protobufType.replace('delimited', 'text')],
    ]);
  });
});

describe.skipIf(!prometheusIsHere)('a real Prometheus that scrapes Pushtray', () => {
  const groupingKey = { job: 'pushtray', instance: 'laptop' };
  const measured: readonly MetricFamily[] = [
    gauge('ping_rtt_mean_seconds', 'Mean round-trip time.', [[{ target: 'router' }, 0.0125]]),
    counter('ping_packets_sent_total', 'Packets sent.', [[{ target: 'router' }, 42]]),
  ];

  it.each([
    ['by its default headers', []],
    ['by protobuf, since it takes native histograms', ['native-histograms']],
  ])(
    'has everything with its type and labels: %s',
    async (_title, features) => {
      const gateway = makeGateway({ clock: systemClock, ownTypes: () => new Map() });
      const ours = await startLocalServer({ gateway, own: () => ({ groupingKey, families: measured }) });
      onTestFinished(() => ours.close());
      await ours.ask('/metrics/job/backup/instance/db1', { method: 'PUT', body: pushed });
      await ours.ask('/metrics/job/backup/instance/db1', { method: 'PUT', body: '# TYPE h gauge\nh 1 5\n' });
      const host = new URL(ours.address).host;
      const prometheus = await startPrometheus([host], { features });
      onTestFinished(() => prometheus.stop());

      const up = () => valuesOf(prometheus, `up{instance="${host}"}`);
      await expect.poll(up, { timeout: 20_000 }).toEqual([1]);
      expect(await valuesOf(prometheus, 'ping_rtt_mean_seconds{job="pushtray",instance="laptop"}')).toEqual([
        0.0125,
      ]);
      expect(await valuesOf(prometheus, 'h_bucket{job="backup",instance="db1"}')).toEqual([1, 3]);
      expect(await valuesOf(prometheus, 's{quantile="0.5",job="backup",instance="db1"}')).toEqual([3]);
      const [pushedAt = 0] = await valuesOf(prometheus, 'push_time_seconds{job="backup",instance="db1"}');
      const [failedAt = 0] = await valuesOf(prometheus, 'push_failure_time_seconds{job="backup"}');
      expect(pushedAt).toBeGreaterThan(1e9);
      expect(failedAt).toBeGreaterThanOrEqual(pushedAt);
      expect(await typesIn(prometheus)).toMatchObject({
        ping_rtt_mean_seconds: 'gauge',
        ping_packets_sent_total: 'counter',
        h: 'histogram',
        s: 'summary',
        push_time_seconds: 'gauge',
      });
    },
    60_000,
  );
});

async function valuesOf(prometheus: RunningPrometheus, selector: string): Promise<number[]> {
  const found = await prometheus.query(`sort(${selector})`);
  return found.map(({ value: [, text] }) => Number(text));
}

async function typesIn({ url }: RunningPrometheus): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/v1/targets/metadata`);
  const { data } = (await answer.json()) as { data: { metric: string; type: string }[] };
  return Object.fromEntries(data.map(({ metric, type }) => [metric, type]));
}
