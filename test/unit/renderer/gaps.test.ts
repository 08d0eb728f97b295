import { describe, expect, it } from 'vitest';
import { isGapBefore, silenceFromMs } from '../../../renderer/charts/gaps';
import { silencesOf } from '../../../renderer/charts/spans';

const gapMs = 12_500;

/** One time after the other, so many milliseconds apart. */
function timesOf(...steps: readonly number[]): readonly number[] {
  let atMs = 0;
  return [
    atMs,
    ...steps.map((step) => {
      atMs += step;
      return atMs;
    }),
  ];
}

function gapsIn(timesMs: readonly number[]): readonly number[] {
  return timesMs.flatMap((_, index) => (isGapBefore(timesMs, index, gapMs) ? [index] : []));
}

const often = Array.from({ length: 20 }, () => 5000);
const seldom = Array.from({ length: 5 }, () => 60_000);

describe('a silence between two cycles', () => {
  it('is a gap when it is longer than some cycles', () => {
    expect(gapsIn(timesOf(...often, 60_000, ...often))).toEqual([often.length + 1]);
    expect(gapsIn(timesOf(...often, 12_000, ...often))).toEqual([]);
  });

  it('is none where the interval was that long, before or after it was changed', () => {
    expect(gapsIn(timesOf(...often, ...seldom))).toEqual([]);
    expect(gapsIn(timesOf(...seldom, 23_000, ...often))).toEqual([]);
    expect(gapsIn(timesOf(...often, 41_000, ...seldom))).toEqual([]);
  });

  it('is a gap there too when it is longer than some of those cycles', () => {
    expect(gapsIn(timesOf(...seldom, 400_000, ...seldom))).toEqual([seldom.length + 1]);
  });

  it('is a gap when several differ in length', () => {
    expect(gapsIn(timesOf(...often, 60_000, 200_000, 90_000, ...often))).toHaveLength(3);
  });

  it('after the last one may be as long as those before it', () => {
    const timesMs = timesOf(...often, ...seldom);
    expect(silenceFromMs(timesMs, timesMs.length, gapMs)).toBe(2.5 * 60_000);
    const frequent = timesOf(...seldom, ...often);
    expect(silenceFromMs(frequent, frequent.length, gapMs)).toBe(gapMs);
  });

  it('is not said to be unmeasured by a chart over both intervals, up to now', () => {
    const timesMs = timesOf(...often, ...seldom);
    const nowMs = (timesMs.at(-1) ?? 0) + 50_000;
    const all = { timesMs, view: { fromMs: 0, toMs: nowMs }, gapMs, marks: [], nowMs };
    expect(silencesOf(all)).toEqual([]);
  });
});
