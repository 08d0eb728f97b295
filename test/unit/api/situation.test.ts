import { describe, expect, it } from 'vitest';
import { situationOf } from '../../../main/api/situation';
import type { CollectorHealth, EngineStatus } from '../../../main/engine/status';
import { gauge, type MetricFamily, untyped } from '../../../main/metrics/model';

const atMs = 1_234;

function collector(kind: string, state: CollectorHealth['state'] = 'ok'): CollectorHealth {
  const cycle = state === 'waiting' ? {} : { lastCycleAtMs: atMs };
  return {
    id: kind,
    kind,
    enabled: true,
    state,
    intervalMs: 1_000,
    skippedCycles: 0,
    problems: [],
    ...cycle,
  };
}

function situation(families: readonly MetricFamily[], status: Partial<EngineStatus> = {}) {
  const whole = { monitoring: true, pushing: true, asleep: false, targets: [], destinations: [] };
  return situationOf(
    { ...whole, collectors: [collector('link'), collector('tcp-states')], ...status },
    families,
  );
}

const routes = (...points: readonly { device: string; priority?: string }[]) =>
  gauge(
    'node_network_route_info',
    '',
    points.map(({ device, priority = '' }) => [{ device, dest: 'default', gw: '10.0.0.1', priority }, 1]),
  );

describe('what the rules look at', () => {
  it('has the device of the default route with the lowest priority number, and how it is', () => {
    const families = [
      routes({ device: 'eth0', priority: '600' }, { device: 'wlp3s0', priority: '100' }),
      gauge('node_network_up', '', [
        [{ device: 'eth0' }, 0],
        [{ device: 'wlp3s0' }, 1],
      ]),
      gauge('node_wifi_station_signal_dbm', '', [[{ device: 'wlp3s0' }, -71]]),
    ];
    expect(situation(families).link).toEqual({
      atMs,
      route: { device: 'wlp3s0', medium: 'wifi', up: true, signalDbm: -71 },
    });
  });

  it.each([
    ['wlan0', 'wifi'],
    ['enp3s0', 'wired'],
    ['eth0', 'wired'],
    ['en0', 'unknown'],
    ['tun0', 'unknown'],
  ])('takes %s alone for %s', (device, medium) => {
    expect(situation([routes({ device })]).link?.route?.medium).toBe(medium);
  });

  it('knows that there is no default route only where everything could be read', () => {
    expect(situation([]).link).toEqual({ atMs });
    expect(situation([], { collectors: [collector('link', 'failing')] }).link).toBeUndefined();
    expect(situation([], { collectors: [collector('link', 'waiting')] }).link).toBeUndefined();
    expect(situation([], { collectors: [] }).link).toBeUndefined();
  });

  it('has the TCP states, and the counters where all of them are told', () => {
    const states = gauge('node_tcp_connection_states', '', [
      [{ state: 'close_wait' }, 12],
      [{ state: 'rx_queued_bytes' }, 9],
    ]);
    const counters = ['Tcp_OutSegs', 'Tcp_RetransSegs', 'TcpExt_ListenDrops'].map((name, index) =>
      untyped(`node_netstat_${name}`, '', [[{}, 100 - index]]),
    );
    expect(situation([states]).tcp).toEqual({ atMs, states: { close_wait: 12 } });
    expect(situation([states, ...counters]).tcp?.counters).toEqual({
      sentSegments: 100,
      resentSegments: 99,
      listenDrops: 98,
    });
    expect(situation([]).tcp).toBeUndefined();
  });

  it('takes nothing that is said of another machine for this one', () => {
    const states = gauge('node_tcp_connection_states', '', [[{ state: 'time_wait', host: 'db' }, 900]]);
    const own = gauge('node_tcp_connection_states', '', [
      [{ state: 'time_wait', host: 'db' }, 900],
      [{ state: 'time_wait' }, 4],
    ]);
    const counters = ['Tcp_OutSegs', 'Tcp_RetransSegs', 'TcpExt_ListenDrops'].map((name) =>
      untyped(`node_netstat_${name}`, '', [[{ host: 'db' }, 7]]),
    );
    expect(situation([states]).tcp).toBeUndefined();
    expect(situation([own, ...counters]).tcp).toEqual({ atMs, states: { time_wait: 4 } });
  });

  it('says of each target what kind of probe it is and why it failed', () => {
    const target = { collector: 'http', name: 'site', host: 'https://a.example', enabled: true };
    const info = gauge('probe_failure_info', '', [
      [{ target: 'site', kind: 'dns', reason: 'timeout' }, 1],
      [{ target: 'site', kind: 'http', reason: 'tls' }, 1],
    ]);
    const seen = situation([info], { collectors: [collector('http')], targets: [target] });
    expect(seen.targets).toEqual([{ ...target, kind: 'http', failure: 'tls' }]);
  });
});
