import { describe, expect, it } from 'vitest';
import { firstLook, homeLook } from '../../../renderer/charts/first-look';
import { increaseOf, rateOf } from '../../../renderer/charts/rates';
import { jitterOf, mean, quantile } from '../../../renderer/charts/statistics';
import { moved, ranges, viewOf, within, zoomed } from '../../../renderer/charts/view';

const nowMs = 1_700_000_000_000;
const hourMs = 3_600_000;

describe('what is looked at', () => {
  it('reaches by one press from ten minutes to thirty days', () => {
    const hours = ranges.map(({ ms }) => ms / hourMs);
    expect([Math.min(...hours), Math.max(...hours)]).toEqual([1 / 6, 30 * 24]);
  });

  it('ends now and stands still within one pixel column', () => {
    const view = viewOf({ range: '24h' }, nowMs);
    expect(view.toMs - view.fromMs).toBe(24 * hourMs);
    expect(viewOf({ range: '24h' }, nowMs + 1000)).toEqual(view);
    expect(view.toMs).toBeGreaterThanOrEqual(nowMs);
  });

  it('stays where it is once a stretch was chosen', () => {
    const view = { fromMs: 5000, toMs: 65_000 };
    expect(viewOf(view, nowMs)).toBe(view);
  });

  it('is never shorter than ten seconds and never beyond now', () => {
    const tiny = within({ fromMs: nowMs - 60_000, toMs: nowMs - 59_999 }, nowMs);
    expect(tiny.toMs - tiny.fromMs).toBe(10_000);
    expect(moved({ fromMs: nowMs - hourMs, toMs: nowMs }, 0.5, nowMs)).toEqual({
      fromMs: nowMs - hourMs,
      toMs: nowMs,
    });
  });

  it('keeps the moment under the pointer in its place while it is zoomed', () => {
    const { fromMs, toMs } = zoomed({ fromMs: 0, toMs: 100_000 }, 0.5, 20_000);
    expect((20_000 - fromMs) / (toMs - fromMs)).toBeCloseTo(0.2);
  });

  it('is what a link asks for', () => {
    const home = { range: '1h' } as const;
    expect(firstLook({ range: '7d' }, home)).toEqual({ range: '7d' });
    expect(firstLook({ from: '1000', to: '9000' }, home)).toEqual({ fromMs: 1000, toMs: 9000 });
    expect(firstLook({ range: '3w', from: '9000', to: '1000' }, home)).toBe(home);
  });

  it('is no longer than ten minutes while nothing more was measured since the start, and an hour from then on', () => {
    const minuteMs = 60_000;
    expect(homeLook(0, 9 * minuteMs)).toEqual({ range: '10m' });
    expect(homeLook(0, 10 * minuteMs)).toEqual({ range: '1h' });
    expect(homeLook(0, 300 * minuteMs)).toEqual({ range: '1h' });
  });
});

describe('a counter', () => {
  const line = { timesMs: [0, 10_000, 20_000, 30_000], values: [100, 150, 10, 30] };

  it('becomes a rate per second, with nothing where it began anew', () => {
    expect(rateOf(line)).toEqual({ timesMs: [10_000, 20_000, 30_000], values: [5, null, 2] });
  });

  it('grew by all it counted, what came after it began anew too', () => {
    expect(increaseOf(line)).toBe(50 + 10 + 20);
    expect(increaseOf({ timesMs: [], values: [] })).toBe(0);
  });
});

describe('figures', () => {
  it('are nothing of nothing', () => {
    expect([quantile([], 0.5), mean([]), jitterOf([1])]).toEqual([undefined, undefined, undefined]);
  });

  it('lie between two values where they fall there', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([5], 0.95)).toBe(5);
    expect(jitterOf([1, 3, 2])).toBe(1.5);
  });
});
