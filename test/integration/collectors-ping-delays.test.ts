import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { collectIn } from '../support/collect-in';
import { canMakeTun, startFarHost } from '../support/far-host';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { samplesOf } from '../support/samples';

/** What kernel, ping and a busy machine may add to a delay. */
const boundMs = 80;

describe.skipIf(!canMakeNamespaces || !canMakeTun)(
  'ping of a host that answers late and twice (needs root and TUN devices on Linux)',
  () => {
    let namespace: Namespace;
    beforeEach(async () => {
      namespace = await makeNamespace();
    });
    afterEach(() => namespace.remove());

    it('has the delays of the answers as round-trip times, and the jitter between them', async () => {
      const collected = await ping([20, 320, 120, 420], { spacing: '600ms' });
      expectWithin(collected, {
        ping_rtt_best_seconds: 20,
        ping_rtt_worst_seconds: 420,
        ping_rtt_mean_seconds: 220,
        ping_rtt_median_seconds: 220,
      });
      // 300, 200 and 300 apart; each of the two may be late.
      expectAbout(collected, 'ping_rtt_jitter_seconds', 800 / 3);
      expectAbout(collected, 'ping_rtt_std_deviation_seconds', Math.sqrt((200 ** 2 + 100 ** 2) / 2));
      expect(only(collected, 'ping_loss_ratio')).toBe(0);
    });

    it('keeps to the order of sending when answers overtake each other', async () => {
      const collected = await ping([700, 20, 20, 20], { spacing: '200ms' });
      expectAbout(collected, 'ping_rtt_jitter_seconds', 680 / 3);
      expect(only(collected, 'ping_packets_received_total')).toBe(4);
    });

    it('counts answers that come twice, which are no replies and no measure of the way', async () => {
      const collected = await ping([20], { count: 5, twice: [1, 3] });
      expect(only(collected, 'ping_duplicates_total')).toBe(2);
      expect(only(collected, 'ping_packets_received_total')).toBe(5);
      expect(only(collected, 'ping_loss_ratio')).toBe(0);
    });

    it('counts an answer that comes after its time as lost', async () => {
      const more = { count: 2, spacing: '200ms', replyTimeout: '1s' };
      const collected = await ping([20, 3_000], more);
      expect(only(collected, 'ping_loss_ratio')).toBe(0.5);
      expectWithin(collected, { ping_rtt_worst_seconds: 20 });
    });

    async function ping(
      delaysMs: readonly number[],
      { twice = [], ...more }: { readonly twice?: readonly number[] } & Record<string, unknown>,
    ): Promise<Collected> {
      const host = await startFarHost(namespace, { delaysMs, twice });
      const targets = [{ name: 'far', host }];
      const settings = { id: 'ping', kind: 'ping', count: 4, ...more, targets };
      const [collected] = await collectIn(namespace, { settings });
      if (!collected) throw new Error('nothing was collected');
      expect(collected.problems).toEqual([]);
      return collected;
    }
  },
);

/** A round trip is never quicker than its delay. */
function expectWithin(collected: Collected, delaysMs: Readonly<Record<string, number>>): void {
  for (const [metric, delayMs] of Object.entries(delaysMs)) {
    const ms = only(collected, metric) * 1_000;
    expect(ms, metric).toBeGreaterThanOrEqual(delayMs);
    expect(ms, metric).toBeLessThan(delayMs + boundMs);
  }
}

function expectAbout(collected: Collected, metric: string, expectedMs: number): void {
  const ms = only(collected, metric) * 1_000;
  expect(Math.abs(ms - expectedMs), `${metric}: ${ms} ms`).toBeLessThan(boundMs);
}

function only({ families }: Collected, metric: string): number {
  return Object.values(samplesOf(families, metric))[0] ?? Number.NaN;
}
