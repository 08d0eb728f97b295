import type { Mark } from '../../main/contract/marks';
import type { Client } from '../client/client';
import { type RecentHistory, recentWindowMs } from './recent';

const pointsASeries = 1200;

type Series = RecentHistory['rtt'];

/** What history holds of the last minutes; what cannot be read is not there. */
export async function recentHistory(client: Client, nowMs: number): Promise<RecentHistory> {
  const series = async (metric: string, labels: Record<string, string> = {}): Promise<Series> => {
    const range = { fromMs: nowMs - recentWindowMs, toMs: nowMs, maxPoints: pointsASeries };
    const found = await client.call('samples.query', { metric, labels, ...range });
    return found.ok ? found.value.series : [];
  };
  const [median, mean, connect, dns, http, jitter, loss, success, waitConnections] = await Promise.all([
    series('ping_rtt_median_seconds'),
    series('ping_rtt_mean_seconds'),
    series('probe_tcp_connect_duration_seconds'),
    series('probe_dns_lookup_time_seconds', { kind: 'dns' }),
    series('probe_duration_seconds', { kind: 'http' }),
    series('ping_rtt_jitter_seconds'),
    series('ping_loss_ratio'),
    series('probe_success'),
    series('count_netstat_wait_connections'),
  ]);
  return {
    // The same target's median, which an older Pushtray did not measure, takes the place of its mean.
    rtt: [...mean, ...median, ...connect, ...dns, ...http],
    jitter,
    loss: [...loss, ...success.map(asLoss)],
    waitConnections,
  };
}

/** A failed probe is a lost one. */
function asLoss({ labels, timesMs, values }: Series[number]): Series[number] {
  return { labels, timesMs, values: values.map((value) => (value === null ? null : 1 - value)) };
}

/** Undefined: they could not be read. */
export async function recentMarks(client: Client, nowMs: number): Promise<readonly Mark[] | undefined> {
  const found = await client.call('marks.list', { fromMs: nowMs - recentWindowMs, toMs: nowMs });
  return found.ok ? found.value.marks : undefined;
}
