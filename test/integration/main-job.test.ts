import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prometheusIsHere, type RunningPrometheus, startPrometheus } from '../support/prometheus';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

const patience = { timeout: 30_000, interval: 200 };

describe.skipIf(!prometheusIsHere || !pushgatewayIsHere)(
  'the main job: machine → Pushtray → real Pushgateway → real Prometheus',
  () => {
    let gateway: RunningPushgateway;
    let prometheus: RunningPrometheus;
    let pushtray: RunningPushtray;
    let data: ReturnType<typeof makeDataDir>;

    beforeAll(async () => {
      gateway = await startPushgateway();
      prometheus = await startPrometheus([new URL(gateway.url).host]);
      data = makeDataDir({
        version: 1,
        instance: 'web1',
        labels: { site: 'a/b' },
        interval: '1s',
        collectors: [
          { id: 'tcp', kind: 'tcp-states', interval: '1s' },
          {
            id: 'ping',
            kind: 'ping',
            interval: '2s',
            count: 2,
            targets: [{ name: 'this machine', host: '127.0.0.1' }],
          },
        ],
        destinations: [{ id: 'team', kind: 'pushgateway', urls: [gateway.url] }],
      });
      pushtray = await startPushtray(['run', '--data-dir', data.dir, '--listen', '127.0.0.1:0']);
    });

    afterAll(async () => {
      await pushtray?.stop();
      await prometheus?.stop();
      await gateway?.stop();
      data?.remove();
    });

    it.each([
      'node_tcp_connection_states',
      'count_netstat_wait_connections',
      'ping_rtt_mean_seconds',
      'ping_loss_ratio',
      'pushtray_heartbeat_timestamp_seconds',
    ])('Prometheus answers %s for this instance', async (metric) => {
      await vi.waitFor(async () => {
        const found = await prometheus.query(`${metric}{job="pushtray", instance="web1", site="a/b"}`);
        expect(found.length).toBeGreaterThan(0);
      }, patience);
    });

    it('has all eleven TCP states and the queues, listening sockets among them', async () => {
      await vi.waitFor(async () => {
        const states = await prometheus.query('node_tcp_connection_states{instance="web1"}');
        expect(states.map(({ metric }) => metric['state']).sort()).toEqual([
          'close',
          'close_wait',
          'closing',
          'established',
          'fin_wait1',
          'fin_wait2',
          'last_ack',
          'listen',
          'rx_queued_bytes',
          'syn_recv',
          'syn_sent',
          'time_wait',
          'tx_queued_bytes',
        ]);
        const listening = states.find(({ metric }) => metric['state'] === 'listen');
        expect(Number(listening?.value[1])).toBeGreaterThan(0);
      }, patience);
    });

    it('gives an RTT of the loopback in seconds and no loss', async () => {
      const [rtt] = await prometheus.query('ping_rtt_mean_seconds{target="this machine"}');
      const [loss] = await prometheus.query('ping_loss_ratio{target="this machine"}');
      expect(Number(rtt?.value[1])).toBeGreaterThan(0);
      expect(Number(rtt?.value[1])).toBeLessThan(1);
      expect(Number(loss?.value[1])).toBe(0);
    });

    it('deletes its group from the gateway when it quits, and ends with status 0', async () => {
      expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('instance="web1"');
      expect(await pushtray.stop()).toBe(0);
      const left = await (await fetch(`${gateway.url}/metrics`)).text();
      expect(left).not.toContain('web1');
    });
  },
);
