import { spawnSync } from 'node:child_process';
import { encodeText } from '../../main/metrics/encode';
import type { MetricFamily } from '../../main/metrics/model';

export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** What `promtool check metrics` finds; nothing is praise. */
export function promtoolSays(metrics: readonly MetricFamily[] | string): string {
  const input = typeof metrics === 'string' ? metrics : encodeText(metrics);
  const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
