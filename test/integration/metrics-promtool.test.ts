import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../main/metrics/encode';
import { counter, gauge, type MetricFamily, untyped } from '../../main/metrics/model';

/** Of Debian's package prometheus. */
const promtoolIsHere = spawnSync('promtool', ['--version']).status === 0;

const histogram: MetricFamily = {
  name: 'rtt_seconds',
  type: 'histogram',
  help: 'Round-trip times.',
  samples: [
    { name: 'rtt_seconds_bucket', labels: { target: 'a', le: '0.001' }, value: 1 },
    { name: 'rtt_seconds_bucket', labels: { target: 'a', le: '+Inf' }, value: 2 },
    { name: 'rtt_seconds_sum', labels: { target: 'a' }, value: 0.0125 },
    { name: 'rtt_seconds_count', labels: { target: 'a' }, value: 2 },
  ],
};
const summary: MetricFamily = {
  name: 'push_size_bytes',
  type: 'summary',
  help: 'Sizes of bodies.',
  samples: [
    { name: 'push_size_bytes', labels: { quantile: '0.5' }, value: Number.NaN },
    { name: 'push_size_bytes_sum', labels: {}, value: 0 },
    { name: 'push_size_bytes_count', labels: {}, value: 0 },
  ],
};

describe.skipIf(!promtoolIsHere)('promtool check metrics', () => {
  it('finds nothing in families of every type', () => {
    const labels = { path: 'C:\\new "x"\nä😀' };
    const input = encodeText([
      gauge('tcp_connections', 'Sockets, "all"\nof \\them.', [
        [labels, -0],
        [{ path: '' }, Number.POSITIVE_INFINITY],
      ]),
      counter('pings_total', 'Pings.', [[{}, 1e21]]),
      untyped('load_ratio', 'Load.', [[{}, 5e-324]]),
      histogram,
      summary,
    ]);
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
