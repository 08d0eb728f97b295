import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slowFrom } from '../../../main/contract/verdict';
import { slowEventsOf } from '../../../renderer/report/slow-events';
import { slowRule, slowStretchesOf as stretchesIn } from '../../../renderer/report/slow-stretches';

const everyMs = 5000;
const range = { fromMs: 0, toMs: 600_000 };
const usual = 0.002;
const slow = 0.18;

/** One cycle every five seconds; `undefined`: it had no answer; `null`: nothing was measured then. */
function cycles(seconds: readonly (number | undefined | null)[]) {
  return seconds.flatMap((rttSeconds, index) => {
    if (rttSeconds === null) return [];
    const atMs = index * everyMs;
    return [rttSeconds === undefined ? { atMs, lossRatio: 1 } : { atMs, rttSeconds, lossRatio: 0 }];
  });
}

const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);
const stretchesOf = (seconds: readonly (number | undefined | null)[], kind = 'ping') =>
  stretchesIn({ kind, cycles: cycles(seconds) }, range);

describe('a stretch of slow answers', () => {
  it('lasts from the first slow cycle to the first that is not, with its median and what is usual', () => {
    expect(
      stretchesOf([...times(20, usual), ...times(8, 0.15), ...times(9, slow), ...times(20, usual)]),
    ).toEqual([{ fromMs: 100_000, toMs: 185_000, end: 'answered', rttSeconds: slow, usualSeconds: usual }]);
  });

  it('is four times what is usual and 100 ms more than that, as in the verdict', () => {
    const told = (before: number, then: number, kind = 'ping') =>
      stretchesOf([...times(30, before), ...times(20, then), ...times(20, before)], kind).length;
    expect([told(0.002, 0.101), told(0.002, 0.103)]).toEqual([0, 1]);
    expect([told(0.1, 0.39), told(0.1, 0.41)]).toEqual([0, 1]);
    expect([told(0.3, 0.55), told(0.3, 0.55, 'dns')]).toEqual([0, 1]);
  });

  it('is no lone cycle, nor one shorter than a minute', () => {
    expect(stretchesOf([...times(20, usual), slow, ...times(20, usual)])).toEqual([]);
    expect(stretchesOf([...times(20, usual), ...times(11, slow), ...times(20, usual)])).toEqual([]);
    const minutes = [...times(20, usual), slow, ...times(20, usual)];
    const sparse = minutes.map((rttSeconds, index) => ({ atMs: index * 60_000, rttSeconds }));
    expect(stretchesIn({ kind: 'ping', cycles: sparse }, range)).toEqual([]);
  });

  it('goes on over a single cycle that is not slow, and ends with two', () => {
    const broken = [...times(20, usual), ...times(10, slow), usual, ...times(10, slow), ...times(20, usual)];
    expect(stretchesOf(broken)).toMatchObject([{ fromMs: 100_000, toMs: 205_000 }]);
    const two = [
      ...times(20, usual),
      ...times(15, slow),
      usual,
      usual,
      ...times(15, slow),
      ...times(20, usual),
    ];
    expect(stretchesOf(two)).toMatchObject([{ toMs: 175_000 }, { fromMs: 185_000 }]);
  });

  it('ends with the answers, unknown at a gap, and is said to last to the end of the range', () => {
    const begun = [...times(30, usual), ...times(20, slow)];
    expect(stretchesOf([...begun, ...times(5, undefined), ...times(30, usual)])).toMatchObject([
      { toMs: 250_000, end: 'answered' },
    ]);
    expect(stretchesOf([...begun, ...times(9, null), ...times(30, usual)])).toMatchObject([
      { toMs: 245_000, end: 'unknown' },
    ]);
    expect(stretchesIn({ kind: 'ping', cycles: cycles(begun) }, { fromMs: 0, toMs: 250_000 })).toMatchObject([
      { toMs: 245_000, end: 'lasting' },
    ]);
  });

  it('is told also where most of the time was slow, but not where all of it was', () => {
    expect(stretchesOf([...times(20, usual), ...times(50, slow)])).toHaveLength(1);
    expect(stretchesOf(times(60, slow))).toEqual([]);
    expect(stretchesOf([usual, usual, slow, slow])).toEqual([]);
  });

  it('is slow by its median, as long as it must be, and overlaps no other', () => {
    const seconds = fc.oneof(fc.constantFrom(usual, slow), fc.constantFrom(0.05, 1, undefined, null));
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 120 }), (all) => {
        let endMs = Number.NEGATIVE_INFINITY;
        for (const { fromMs, toMs, rttSeconds, usualSeconds } of stretchesOf(all)) {
          expect(fromMs).toBeGreaterThanOrEqual(endMs);
          expect(toMs - fromMs).toBeGreaterThanOrEqual(slowRule.shortestMs);
          expect(rttSeconds).toBeGreaterThanOrEqual(slowFrom('ping', usualSeconds));
          endMs = toMs;
        }
      }),
    );
  });
});

describe('slow answers of several targets', () => {
  const stretch = (fromMs: number, toMs: number, rttSeconds: number) =>
    ({ fromMs, toMs, end: 'answered', rttSeconds, usualSeconds: usual }) as const;

  it('are one event while they overlap, as slow as the slowest', () => {
    const events = slowEventsOf([
      { name: 'router', slowStretches: [stretch(0, 60_000, 0.2)] },
      { name: 'api', slowStretches: [stretch(30_000, 90_000, 0.3), stretch(200_000, 270_000, 0.4)] },
    ]);
    expect(events).toMatchObject([
      { fromMs: 0, toMs: 90_000, names: ['router', 'api'], rttSeconds: 0.3 },
      { fromMs: 200_000, toMs: 270_000, names: ['api'], rttSeconds: 0.4, usualSeconds: usual },
    ]);
    expect(events[0]).not.toHaveProperty('usualSeconds');
  });
});
