import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Extremes, type Span } from '../../../main/history/down-sample';

const range = { fromMs: 0, toMs: 100_000 };

const samples = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer()), {
    selector: ([atMs]) => atMs,
    minLength: 1,
    maxLength: 300,
  })
  .map((list) => list.sort(([a], [b]) => a - b).map(([atMs, value]): Span => span(atMs, value)));

function span(atMs: number, value: number): Span {
  return { atMs, stepMs: 0, min: value, max: value, mean: value, count: 1 };
}

function downSample(spans: readonly Span[], maxPoints: number) {
  const extremes = new Extremes(range, maxPoints);
  for (const one of spans) extremes.add(one);
  return extremes.drawn();
}

describe('down-sampling', () => {
  it('keeps every sample while there is room', () => {
    const spans = [span(1, 5), span(2, 5), span(3, Number.NaN)];
    expect(downSample(spans, 3)).toEqual({ timesMs: [1, 2, 3], values: [5, 5, Number.NaN] });
  });

  it('never gives more points than were asked for, in time order', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 50 }), (spans, maxPoints) => {
        const { timesMs, values } = downSample(spans, maxPoints);
        expect(timesMs.length).toBe(values.length);
        expect(timesMs.length).toBeLessThanOrEqual(maxPoints);
        expect([...timesMs].sort((a, b) => a - b)).toEqual(timesMs);
      }),
    );
  });

  it('keeps the lowest and the highest of all, wherever they are', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 50 }), (spans, maxPoints) => {
        const { values } = downSample(spans, maxPoints);
        expect(Math.max(...values)).toBe(Math.max(...spans.map(({ max }) => max)));
        expect(Math.min(...values)).toBe(Math.min(...spans.map(({ min }) => min)));
      }),
    );
  });

  it('shows both ends of a span that was rolled up', () => {
    const spans = [{ atMs: 0, stepMs: 60_000, min: 1, max: 9, mean: 3, count: 4 }];
    expect(downSample(spans, 10)).toEqual({ timesMs: [0, 30_000], values: [1, 9] });
  });

  it('keeps one NaN where there is no number, and none where there are numbers', () => {
    const onlyFirstHalfWithout = [0, 1, 2, 60_000, 60_001].map((at) =>
      span(at, at < 60_001 ? Number.NaN : 7),
    );
    expect(downSample(onlyFirstHalfWithout, 4)).toEqual({
      timesMs: [0, 60_001],
      values: [Number.NaN, 7],
    });
  });
});
