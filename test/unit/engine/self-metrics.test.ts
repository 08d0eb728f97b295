import { describe, expect, it } from 'vitest';
import { selfMetrics } from '../../../main/engine/self-metrics';
import { encodeText } from '../../../main/metrics/encode';
import { validateFamilies } from '../../../main/metrics/validate';
import { EngineBench } from '../../support/engine-bench';

describe('what Pushtray says of itself', () => {
  it('is there from the start, every counter at zero, and a duration only once it was measured', () => {
    const bench = new EngineBench();
    bench.apply({
      interval: '30s',
      collectors: [{ id: 'tcp', kind: 'tcp-states' }],
      destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://gateway:9091'] }],
    });
    const lines = bench
      .text()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual([
      'pushtray_build_info{version="1.2.3"} 1',
      `pushtray_heartbeat_timestamp_seconds ${bench.clock.nowMs() / 1_000}`,
      'pushtray_push_interval_seconds 30',
      'pushtray_collector_success{collector="tcp"} 0',
      'pushtray_cycles_skipped_total{collector="tcp"} 0',
      'pushtray_push_failures_total{destination="team"} 0',
    ]);
  });

  it('is how much its gateway holds, expired and refused, where there is one', () => {
    const gateway = { groups: 2, series: 30, expiredGroups: 1, refusedPushes: 4 };
    const report = { version: '1', nowMs: 0, pushIntervalMs: 1, collectors: [], destinations: [], gateway };
    const lines = encodeText(selfMetrics(report)).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'pushtray_gateway_groups 2',
        'pushtray_gateway_series 30',
        'pushtray_gateway_expired_groups_total 1',
        'pushtray_gateway_refused_pushes_total 4',
      ]),
    );
  });

  it('is valid, whatever is running', () => {
    const report = { version: '1', nowMs: 0, pushIntervalMs: 1, collectors: [], destinations: [] };
    const { families, faults } = validateFamilies(selfMetrics(report));
    expect(faults).toEqual([]);
    expect(encodeText(families)).not.toContain('collector');
  });
});
