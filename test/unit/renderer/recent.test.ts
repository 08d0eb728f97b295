import { describe, expect, it } from 'vitest';
import { recentFigures } from '../../../renderer/pages/now/recent-figures';
import {
  emptyRecent,
  isMeasured,
  recentWindowMs,
  withHistory,
  withoutOld,
  withState,
} from '../../../renderer/state/recent';
import { makeFakeHistory } from '../../support/fake-history';
import { busyState } from '../../support/fake-state';

const nowMs = 10_000_000;
const state = busyState(nowMs, makeFakeHistory(nowMs, []));

describe('the last minutes', () => {
  it('take RTT and loss of one cycle for one point, and a loss without RTT for a lost cycle', () => {
    const recent = withHistory(emptyRecent, {
      rtt: [{ labels: { target: 'db' }, timesMs: [1000], values: [0.02] }],
      failures: [],
      jitter: [{ labels: { target: 'db' }, timesMs: [1000], values: [0.001] }],
      loss: [{ labels: { target: 'db' }, timesMs: [1000, 6000], values: [0, 1] }],
      waitConnections: [
        { labels: { host: 'db' }, timesMs: [500], values: [900] },
        { labels: {}, timesMs: [1000, 6000], values: [12, null] },
      ],
    });
    expect(recent.targets['ping db']).toEqual([
      { atMs: 1000, rttSeconds: 0.02, jitterSeconds: 0.001, lossRatio: 0 },
      { atMs: 6000, lossRatio: 1 },
    ]);
    expect(recent.waitConnections).toEqual([{ atMs: 1000, count: 12 }]);
  });

  it('put the series of a target that changed its address into one line', () => {
    const recent = withHistory(emptyRecent, {
      rtt: [
        { labels: { target: 'db', ip: 'b' }, timesMs: [2000], values: [0.2] },
        { labels: { target: 'db', ip: 'a' }, timesMs: [1000], values: [0.1] },
      ],
      jitter: [],
      failures: [],
      loss: [],
      waitConnections: [],
    });
    expect(recent.targets['ping db']?.map(({ atMs }) => atMs)).toEqual([1000, 2000]);
  });

  it('keep a ping and another probe of the same name apart', () => {
    const recent = withHistory(emptyRecent, {
      rtt: [
        { labels: { target: 'api' }, timesMs: [1000], values: [0.02] },
        { labels: { target: 'api', kind: 'http' }, timesMs: [1000], values: [0.3] },
      ],
      jitter: [],
      failures: [],
      loss: [],
      waitConnections: [],
    });
    expect(recent.targets['ping api']?.[0]?.rttSeconds).toBe(0.02);
    expect(recent.targets['http api']?.[0]?.rttSeconds).toBe(0.3);
  });

  it('grow by each new cycle, once', () => {
    const once = withState(emptyRecent, state, nowMs);
    const twice = withState(once, state, nowMs + 1000);
    expect(twice.targets['ping router']).toEqual([
      { atMs: nowMs - 2000, rttSeconds: 0.00142, jitterSeconds: 0.00011, lossRatio: 0 },
    ]);
    expect(twice.targets['ping db']).toEqual([
      { atMs: nowMs - 2000, lossRatio: 1, reason: 'No reply to 4 packets.' },
    ]);
    expect(twice.waitConnections).toHaveLength(1);
  });

  it('hold nothing for what was not probed, and the reason for what could not be', () => {
    const { targets } = withState(emptyRecent, state, nowMs);
    expect(targets['ping lab']).toEqual([]);
    expect(targets['ping vpn']).toMatchObject([{ reason: 'There is no host named "vpn.office.example".' }]);
    expect(targets['ping vpn']?.some(isMeasured)).toBe(false);
  });

  it('keep why a probe failed at the cycle that it failed in', () => {
    const recent = withHistory(emptyRecent, {
      rtt: [],
      jitter: [],
      loss: [{ labels: { target: 'shop', kind: 'http' }, timesMs: [1000, 2000], values: [0, 1] }],
      failures: [
        { labels: { target: 'shop', kind: 'http', reason: 'status' }, timesMs: [2000], values: [1] },
      ],
      waitConnections: [],
    });
    expect(recent.targets['http shop']).toEqual([
      { atMs: 1000, lossRatio: 0 },
      { atMs: 2000, lossRatio: 1, reason: 'status' },
    ]);
  });

  it('take the time of a failed probe, which an older Pushtray kept, for no round trip', () => {
    const labels = { target: 'shop', kind: 'http' };
    const recent = withHistory(emptyRecent, {
      rtt: [{ labels, timesMs: [1000, 2000, 3000], values: [0.1, 5, 0.3] }],
      jitter: [],
      loss: [{ labels, timesMs: [1000, 2000, 3000], values: [0, 1, 0] }],
      failures: [],
      waitConnections: [],
    });
    const points = recent.targets['http shop'] ?? [];
    expect(points.map(({ rttSeconds }) => rttSeconds)).toEqual([0.1, undefined, 0.3]);
    const { median, p95, jitter } = recentFigures(points);
    expect([median, p95, jitter].map((seconds) => seconds?.toFixed(2))).toEqual(['0.20', '0.29', '0.20']);
  });

  it('keep why a target could not be pinged at a cycle that has no round trip and no loss', () => {
    const recent = withHistory(emptyRecent, {
      rtt: [],
      jitter: [],
      loss: [],
      failures: [
        { labels: { target: 'vpn', reason: 'unresolvable' }, timesMs: [1000, 2000], values: [1, null] },
      ],
      waitConnections: [],
    });
    expect(recent.targets['ping vpn']).toEqual([{ atMs: 1000, reason: 'unresolvable' }]);
    expect(recent.targets['ping vpn']?.some(isMeasured)).toBe(false);
  });

  it('forget what is older than the window', () => {
    const recent = withState(emptyRecent, state, nowMs);
    expect(
      withState(recent, { ...state, targets: state.targets.slice(0, 1) }, nowMs + recentWindowMs).targets,
    ).toEqual({ 'ping router': [] });
  });

  it('forget it too while nothing new comes, and stay the same where nothing is old', () => {
    const recent = withState(emptyRecent, state, nowMs);
    expect(withoutOld(recent, nowMs + recentWindowMs - 10_000)).toBe(recent);
    const later = withoutOld(recent, nowMs + recentWindowMs + 10_000);
    expect(later.targets['ping router']).toEqual([]);
    expect(later.waitConnections).toEqual([]);
  });

  it('keep what was heard live after what history knows', () => {
    const live = withState(emptyRecent, state, nowMs);
    const recent = withHistory(live, {
      rtt: [{ labels: { target: 'router' }, timesMs: [nowMs - 7000, nowMs - 2000], values: [0.1, 0.1] }],
      jitter: [],
      failures: [],
      loss: [],
      waitConnections: [],
    });
    expect(recent.targets['ping router']?.map(({ atMs }) => atMs)).toEqual([nowMs - 7000, nowMs - 2000]);
  });
});
