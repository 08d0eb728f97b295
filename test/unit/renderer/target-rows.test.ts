import { describe, expect, it } from 'vitest';
import { lossOfLastMinute, recentFigures } from '../../../renderer/pages/now/recent-figures';
import { sorted, targetRows } from '../../../renderer/pages/now/target-rows';
import { makeFakeHistory } from '../../support/fake-history';
import { everyKindSettings, fakeSettings, stateFor } from '../../support/fake-state';

const nowMs = 1_700_000_000_000;
const state = stateFor(fakeSettings(everyKindSettings), nowMs, makeFakeHistory(nowMs, []));
const rows = targetRows(state, {
  'ping router': [{ atMs: 1, rttSeconds: 0.01 }],
  'ping api': [
    { atMs: 1, rttSeconds: 0.05, jitterSeconds: 0.002, lossRatio: 0.5 },
    { atMs: 2, rttSeconds: 0.07, jitterSeconds: 0.004, lossRatio: 0 },
  ],
});
const names = (list: typeof rows) => list.map(({ status }) => status.name);

describe('the rows of the table of targets', () => {
  it('are of every kind, in the order of the settings', () => {
    expect(names(rows)).toEqual([
      'router',
      'cloudflare',
      'api',
      'db',
      'vpn',
      'build-6',
      'lab',
      'shop',
      'resolver',
      'postgres',
    ]);
    expect(rows.at(-1)?.kind).toBe('tcp-connect');
  });

  it('are sorted by state with the worst first', () => {
    expect(names([...sorted(rows, { by: 'target', isDescending: false })]).slice(0, 4)).toEqual([
      'db',
      'postgres',
      'api',
      'vpn',
    ]);
  });

  it('put what has no value last, either way', () => {
    const up = names([...sorted(rows, { by: 'median', isDescending: false })]);
    const down = names([...sorted(rows, { by: 'median', isDescending: true })]);
    expect(up.slice(0, 2)).toEqual(['router', 'api']);
    expect(down.slice(0, 2)).toEqual(['api', 'router']);
  });
});

describe('the figures of the last minutes', () => {
  it('are those of the cycles', () => {
    const figures = rows.find(({ status }) => status.name === 'api')?.figures;
    expect(figures?.median).toBeCloseTo(0.06);
    expect(figures?.jitter).toBeCloseTo(0.003);
    expect(figures?.loss).toBe(0.25);
  });

  it('have the time that one cycle in twenty takes longer than', () => {
    const points = Array.from({ length: 101 }, (_, ms) => ({ atMs: ms, rttSeconds: ms / 1000 }));
    expect(recentFigures(points).p95).toBeCloseTo(0.095);
  });

  it('take jitter from cycle to cycle where a cycle has none', () => {
    const points = [0.01, 0.02, 0.01].map((rttSeconds, atMs) => ({ atMs, rttSeconds }));
    expect(recentFigures(points).jitter).toBeCloseTo(0.01);
  });

  it('are absent where nothing was measured', () => {
    expect(recentFigures([])).toEqual({
      median: undefined,
      p95: undefined,
      jitter: undefined,
      loss: undefined,
    });
  });

  it('tell what was lost in the last minute apart from what was lost in all', () => {
    const points = Array.from({ length: 120 }, (_, index) => ({
      atMs: index * 5_000,
      lossRatio: index < 108 ? 0 : 0.25,
    }));
    expect(recentFigures(points).loss).toBeCloseTo(0.025);
    const lastMs = 119 * 5_000;
    expect(lossOfLastMinute(points, lastMs)).toBe(0.25);
    expect(lossOfLastMinute(points, lastMs + 30_000)).toBe(0.25);
    // What was lost before the last minute is not lost in it, though nothing newer is known.
    expect(lossOfLastMinute(points, lastMs + 61_000)).toBeUndefined();
  });
});
