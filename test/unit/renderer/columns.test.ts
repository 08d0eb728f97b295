import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenAt, gapAfterMs, joined, rowAt, rowsOf } from '../../../renderer/charts/columns';

const view = { fromMs: 100_000, toMs: 200_000 };
const every = (stepMs: number, count: number, startMs = view.fromMs) =>
  Array.from({ length: count }, (_, index) => startMs + index * stepMs);

describe('the rows of a chart', () => {
  it('keep each cycle while there are fewer than pixel columns', () => {
    const timesMs = every(5000, 20);
    const rows = rowsOf([{ timesMs, values: timesMs.map((_, index) => index), pick: 'mean' }], view, 800);
    expect(rows.timesMs).toEqual(timesMs);
    expect(rows.lines[0]).toEqual(timesMs.map((_, index) => index));
  });

  it('have the lowest, the mean and the highest of what falls into one column', () => {
    const timesMs = [100_000, 100_010, 100_020];
    const values = [3, 1, 8];
    const picks = (['min', 'mean', 'max'] as const).map((pick) => ({ timesMs, values, pick }));
    expect(rowsOf(picks, view, 100)).toEqual({ timesMs: [100_000], lines: [[1], [4], [8]] });
  });

  it('stand for all lines at once, with nothing where a line has no value', () => {
    const rows = rowsOf(
      [
        { timesMs: [110_000], values: [1], pick: 'mean' },
        { timesMs: [110_000, 150_000], values: [null, 5], pick: 'max' },
      ],
      view,
      100,
    );
    expect(rows).toEqual({
      timesMs: [110_000, 150_000],
      lines: [
        [1, null],
        [null, 5],
      ],
    });
  });

  const points = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), fc.double({ min: 0, max: 9, noNaN: true })), {
      maxLength: 3000,
    })
    .map((list) => [...list].sort(([a], [b]) => a - b));

  it('are at most one a column, in time order, and lose no peak, whatever comes', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 400 }), (list, columns) => {
        const timesMs = list.map(([atMs]) => atMs);
        const values = list.map(([, value]) => value);
        const rows = rowsOf([{ timesMs, values, pick: 'max' }], view, columns);
        expect(rows.timesMs.length).toBeLessThanOrEqual(columns + 1);
        expect(rows.timesMs).toEqual([...rows.timesMs].sort((a, b) => a - b));
        const seen = list.filter(([atMs]) => atMs >= view.fromMs && atMs <= view.toMs);
        const highest = (all: readonly (number | null | undefined)[]) =>
          all.reduce((high: number, value) => Math.max(high, value ?? 0), 0);
        expect(highest(rows.lines[0] ?? [])).toBe(highest(seen.map(([, value]) => value)));
      }),
      { numRuns: 50 },
    );
  });

  it('stay as they are while the view moves on by whole columns', () => {
    const timesMs = every(700, 140);
    const line = { timesMs, values: timesMs.map((_, index) => index % 7), pick: 'mean' as const };
    const before = rowsOf([line], view, 50);
    const after = rowsOf([line], { fromMs: view.fromMs + 4000, toMs: view.toMs + 4000 }, 50);
    expect(after.lines[0]?.slice(0, 40)).toEqual(before.lines[0]?.slice(2, 42));
  });
});

describe('a line', () => {
  it('breaks in a silence, not between two cycles', () => {
    const timesMs = [...every(5000, 3), ...every(5000, 2, 150_000)];
    const gapMs = gapAfterMs(timesMs, 5000);
    const { lines } = brokenAt({ timesMs, lines: [[1, 2, 3, 4, 5]] }, gapMs);
    expect(lines).toEqual([[1, 2, 3, null, 4, 5]]);
  });

  it('breaks where a known silence begins, however short it is', () => {
    const timesMs = every(5000, 3);
    const silence = { fromMs: timesMs[1] ?? 0, toMs: (timesMs[1] ?? 0) + 2000 };
    expect(brokenAt({ timesMs, lines: [[1, 2, 3]] }, 60_000, [silence]).lines).toEqual([[1, 2, null, 3]]);
  });

  it('does not break where the interval was once three times as long', () => {
    const timesMs = [...every(15_000, 3), ...every(5000, 8, 145_000)];
    expect(gapAfterMs(timesMs, 5000)).toBeGreaterThan(15_000);
  });

  it('is one for a target that changed its address', () => {
    const line = joined([
      { timesMs: [2000], values: [2] },
      { timesMs: [1000, 3000], values: [1, null] },
    ]);
    expect(line).toEqual({ timesMs: [1000, 2000, 3000], values: [1, 2, null] });
  });
});

describe('the row at a moment', () => {
  it('is the nearest one, if it is near enough', () => {
    const timesMs = [1000, 2000, 10_000];
    expect(rowAt(timesMs, 1400, 1000)).toBe(0);
    expect(rowAt(timesMs, 1600, 1000)).toBe(1);
    expect(rowAt(timesMs, 6000, 1000)).toBeUndefined();
    expect(rowAt([], 6000, 1000)).toBeUndefined();
  });
});
