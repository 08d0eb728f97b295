import type { Mark } from '../../main/contract/marks';
import { type Outcome, success } from '../../main/outcome';
import type { Client } from '../client/client';
import { type RecentHistory, recentWindowMs } from './recent';

const pointsASeries = 1200;

type Series = RecentHistory['rtt'];

const asked = {
  // The same target's median, which an older Pushtray did not measure, takes the place of its mean.
  mean: ['ping_rtt_mean_seconds', {}],
  median: ['ping_rtt_median_seconds', {}],
  connect: ['probe_tcp_connect_duration_seconds', {}],
  dns: ['probe_dns_lookup_time_seconds', { kind: 'dns' }],
  http: ['probe_duration_seconds', { kind: 'http' }],
  jitter: ['ping_rtt_jitter_seconds', {}],
  loss: ['ping_loss_ratio', {}],
  probes: ['probe_success', {}],
  pingFailures: ['ping_failure_info', {}],
  probeFailures: ['probe_failure_info', {}],
  waitConnections: ['count_netstat_wait_connections', {}],
} as const satisfies Record<string, readonly [metric: string, labels: Record<string, string>]>;

/** What history holds of the last minutes: all of it, or why it could not be read. */
export async function recentHistory(client: Client, nowMs: number): Promise<Outcome<RecentHistory>> {
  const range = { fromMs: nowMs - recentWindowMs, toMs: nowMs, maxPoints: pointsASeries };
  const names = Object.keys(asked) as (keyof typeof asked)[];
  const answers = await Promise.all(
    names.map((name) => {
      const [metric, labels] = asked[name];
      return client.call('samples.query', { metric, labels, ...range });
    }),
  );
  const found = {} as Record<keyof typeof asked, Series>;
  for (const [index, answer] of answers.entries()) {
    if (!answer.ok) return answer;
    const name = names[index];
    if (name) found[name] = answer.value.series;
  }
  const { mean, median, connect, dns, http, jitter, loss, probes, waitConnections } = found;
  return success({
    rtt: [...mean, ...median, ...connect, ...dns, ...http],
    jitter,
    loss: [...loss, ...probes.map(asLoss)],
    failures: [...found.pingFailures, ...found.probeFailures],
    waitConnections,
  });
}

/** A failed probe is a lost one. */
function asLoss({ labels, timesMs, values }: Series[number]): Series[number] {
  return { labels, timesMs, values: values.map((value) => (value === null ? null : 1 - value)) };
}

export async function recentMarks(client: Client, nowMs: number): Promise<Outcome<readonly Mark[]>> {
  const found = await client.call('marks.list', { fromMs: nowMs - recentWindowMs, toMs: nowMs });
  return found.ok ? success(found.value.marks) : found;
}
