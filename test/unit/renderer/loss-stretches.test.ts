import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../renderer/report/at-once';
import type { Cycle } from '../../../renderer/report/cycles';
import { lossEventsOf } from '../../../renderer/report/loss-events';
import { lossRule, lossStretchesOf as stretchesIn } from '../../../renderer/report/loss-stretches';
import { outagesOf } from '../../../renderer/report/outages';

const everyMs = 5000;
const packetsSent = 4;
const range = { fromMs: 0, toMs: 600_000 };

/** One cycle of four packets every five seconds; `undefined`: nothing was measured then. */
function cycles(lost: readonly (number | undefined)[]): Cycle[] {
  return lost.flatMap((packets, index) =>
    packets === undefined ? [] : [{ atMs: index * everyMs, lossRatio: packets / packetsSent, packetsSent }],
  );
}

const stretchesOf = (lost: readonly (number | undefined)[]) => stretchesIn(cycles(lost), range);
const times = (count: number, packets: number | undefined) => Array.from({ length: count }, () => packets);

describe('a stretch of loss', () => {
  it('lasts from the first cycle that lost packets to the first of which all came back', () => {
    expect(stretchesOf([0, 0, 1, 0, 2, 0, 0, 1, 1, ...times(12, 0)])).toEqual([
      { fromMs: 10_000, toMs: 45_000, end: 'answered', packetsSent: 28, packetsLost: 5 },
    ]);
  });

  it('is no lone packet, nor packets far from each other', () => {
    expect(stretchesOf([0, 1, 0, 0, 0])).toEqual([]);
    const far = [1, ...times(8, 0)];
    expect(stretchesOf([...far, ...far, ...far, ...far, ...far, ...far, ...far])).toEqual([]);
  });

  it('goes on over a few cycles of which nothing came back, and ends where an outage begins', () => {
    expect(stretchesOf([2, 4, 4, 1, ...times(12, 0)])).toMatchObject([
      { fromMs: 0, toMs: 20_000, packetsLost: 11 },
    ]);
    expect(stretchesOf([2, 2, 2, ...times(20, 4), 0, 1, ...times(12, 0)])).toEqual([
      { fromMs: 0, toMs: 15_000, end: 'answered', packetsSent: 12, packetsLost: 6 },
    ]);
  });

  it('is none where nothing came back at all: that is an outage', () => {
    expect(stretchesOf([0, 4, 4, 4, ...times(12, 0)])).toEqual([]);
  });

  it('ends unknown at a gap, and is said to last to the end of the range', () => {
    expect(stretchesOf([...times(6, 1), ...times(10, undefined), ...times(80, 0)])).toMatchObject([
      { fromMs: 0, toMs: 25_000, end: 'unknown' },
    ]);
    expect(stretchesIn(cycles(times(6, 1)), { fromMs: 0, toMs: 27_000 })).toMatchObject([
      { fromMs: 0, toMs: 25_000, end: 'lasting' },
    ]);
  });

  it('takes a lone packet of a minute’s hundreds for none', () => {
    const minute = (index: number, lost: number) => ({
      atMs: index * 60_000,
      lossRatio: lost / 200,
      packetsSent: 200,
    });
    const minutes = [0, 1, 1, 24, 18, 1, 1, 0].map((lost, index) => minute(index, lost));
    expect(stretchesIn(minutes, range)).toEqual([
      { fromMs: 180_000, toMs: 300_000, end: 'answered', packetsSent: 400, packetsLost: 42 },
    ]);
  });

  it('is not told of packets that nobody counted', () => {
    const uncounted = cycles(times(20, 2)).map(({ packetsSent: _packets, ...cycle }) => cycle);
    expect(stretchesIn(uncounted, range)).toEqual([]);
  });

  it('keeps its rule, whatever was lost: enough of it, never all, in order, outside of long outages', () => {
    const lost = fc.array(fc.option(fc.constantFrom(0, 0, 0, 1, 2, 4), { nil: undefined }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(lost, (packets) => {
        const all = cycles(packets);
        const stretches = stretchesIn(all, range);
        const long = outagesOf(all, range).filter(
          ({ cycles: count }) => count * packetsSent >= lossRule.inARow,
        );
        let endMs = Number.NEGATIVE_INFINITY;
        for (const { fromMs, toMs, end, packetsLost, ...stretch } of stretches) {
          expect(fromMs).toBeGreaterThanOrEqual(endMs);
          expect(packetsLost).toBeGreaterThanOrEqual(lossRule.fewestLost);
          expect(packetsLost).toBeLessThan(stretch.packetsSent);
          expect(packetsLost / stretch.packetsSent).toBeGreaterThanOrEqual(lossRule.smallestRatio);
          const within = all.filter(
            ({ atMs }) => atMs >= fromMs && (end === 'answered' ? atMs < toMs : atMs <= toMs),
          );
          expect(within[0]?.lossRatio).toBeGreaterThan(0);
          expect(long.every((outage) => outage.toMs <= fromMs || outage.fromMs >= toMs)).toBe(true);
          endMs = toMs;
        }
      }),
    );
  });

  it('is the same however often nothing was lost before and after it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 2)), fc.nat({ max: 40 }), (packets, before) => {
        const lone = stretchesOf([...packets, ...times(40, 0)]);
        const later = stretchesOf([...times(before, 0), ...packets, ...times(40, 0)]);
        const backMs = before * everyMs;
        expect(
          later.map((one) => ({ ...one, fromMs: one.fromMs - backMs, toMs: one.toMs - backMs })),
        ).toEqual(lone);
      }),
    );
  });
});

describe('loss of several targets', () => {
  const target = (name: string, lost: readonly (number | undefined)[]) => ({
    name,
    lossStretches: stretchesOf(lost),
  });

  it('that overlaps is told as one, each target once', () => {
    const [first, second, ...more] = lossEventsOf([
      target('router', [...times(6, 1), ...times(60, 0), ...times(6, 1), ...times(12, 0)]),
      target('api', times(80, 0)),
      target('quad9', [0, 0, ...times(8, 2), ...times(20, 0)]),
    ]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      fromMs: 0,
      toMs: 50_000,
      end: 'answered',
      names: ['router', 'quad9'],
      packetsSent: 56,
      packetsLost: 22,
    });
    expect(second).toMatchObject({ names: ['router'] });
  });

  it('loses no stretch and no moment when it is put together', () => {
    const stretch = fc
      .tuple(fc.nat(1000), fc.nat(100))
      .map(([fromMs, span]) => ({ fromMs, toMs: fromMs + span }));
    fc.assert(
      fc.property(fc.array(stretch), (all) => {
        const groups = atOnce(all);
        expect(groups.flatMap(({ items }) => items)).toHaveLength(all.length);
        for (const { fromMs, toMs, items } of groups) {
          expect(Math.min(...items.map((item) => item.fromMs))).toBe(fromMs);
          expect(Math.max(...items.map((item) => item.toMs))).toBe(toMs);
        }
        for (const [index, { fromMs }] of groups.entries())
          if (index > 0) expect(fromMs).toBeGreaterThan(groups[index - 1]?.toMs ?? 0);
      }),
    );
  });
});
