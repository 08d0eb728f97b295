import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule } from '../../../main/engine/timing/schedule';
import { FakeClock } from '../../support/fake-clock';

const intervalMs = 1_000;

/** A schedule whose runs take as long as the list says, one after the other, then no time at all. */
function bench(durationsMs: readonly number[] = [], clock = new FakeClock()) {
  const starts: number[] = [];
  let skipped = 0;
  let under = 0;
  let mostAtOnce = 0;
  const schedule = new Schedule({
    clock,
    run: () => {
      const durationMs = durationsMs[starts.length] ?? 0;
      starts.push(clock.monotonicMs());
      under += 1;
      mostAtOnce = Math.max(mostAtOnce, under);
      return new Promise<void>((resolve) => {
        const over = () => {
          under -= 1;
          resolve();
        };
        if (durationMs === 0) over();
        else clock.after(durationMs, over);
      });
    },
    onSkip: (count) => {
      skipped += count;
    },
  });
  return {
    clock,
    schedule,
    starts,
    skipped: () => skipped,
    mostAtOnce: () => mostAtOnce,
    start: (offsetMs = 0, firstAfterMs = offsetMs) => schedule.start({ intervalMs, offsetMs, firstAfterMs }),
  };
}

describe('a schedule', () => {
  it('runs its tick k at start + offset + k intervals, however long the work takes', async () => {
    const { clock, starts, start } = bench([300, 999, 1, 700]);
    start(250);
    await clock.advance(4_500);
    expect(starts).toEqual([250, 1_250, 2_250, 3_250, 4_250]);
  });

  it('does not drift over a day of late timers', async () => {
    class LateClock extends FakeClock {
      override after(delayMs: number, action: () => void) {
        return super.after(delayMs + 0.7, action);
      }
    }
    const { clock, starts, start } = bench([], new LateClock());
    start();
    await clock.advance(2_000 * intervalMs);
    expect(starts).toHaveLength(2_000);
    expect((starts.at(-1) ?? 0) - 1_999 * intervalMs).toBeCloseTo(0.7);
  });

  it('runs once for a point whose timer fires just before it', async () => {
    class EarlyClock extends FakeClock {
      override after(delayMs: number, action: () => void) {
        return super.after(Math.max(0, delayMs - 0.9), action);
      }
    }
    const { clock, starts, skipped, start } = bench([], new EarlyClock());
    start();
    await clock.advance(10_500);
    expect(starts).toHaveLength(11);
    expect(skipped()).toBe(0);
  });

  it('skips and counts the points that an overrun covers', async () => {
    const { clock, starts, skipped, start } = bench([2_500]);
    start();
    await clock.advance(4_000);
    expect(starts).toEqual([0, 3_000, 4_000]);
    expect(skipped()).toBe(2);
  });

  it('runs once and no more after the loop was blocked, then on the grid again', async () => {
    const { clock, starts, skipped, start } = bench();
    start();
    await clock.advance(1_000);
    clock.freeze(5_400);
    await clock.advance(1_700);
    expect(starts).toEqual([0, 1_000, 6_400, 7_000, 8_000]);
    expect(skipped()).toBe(4);
  });

  it('runs early once when the first point of the grid is far', async () => {
    const { clock, starts, start } = bench();
    start(900, 100);
    await clock.advance(2_000);
    expect(starts).toEqual([100, 900, 1_900]);
  });

  it('does not run early when the first point of the grid is near anyway', async () => {
    const { clock, starts, start } = bench();
    start(900, 500);
    await clock.advance(2_000);
    expect(starts).toEqual([900, 1_900]);
  });

  it('does not run early once it ran on demand', async () => {
    const { clock, schedule, starts, start } = bench();
    start(900, 100);
    schedule.runNow();
    await clock.advance(1_000);
    expect(starts).toEqual([0, 900]);
  });

  it('runs at once when told to, and right after a run that is under way', async () => {
    const { clock, schedule, starts, start } = bench([0, 700]);
    start();
    await clock.advance(400);
    schedule.runNow();
    schedule.runNow();
    await clock.advance(1_000);
    expect(starts).toEqual([0, 400, 1_100]);
  });

  it('starts nothing once stopped, and a new grid does not overlap what still runs', async () => {
    const { clock, schedule, starts, mostAtOnce, start } = bench([1_500]);
    start();
    await clock.advance(100);
    schedule.stop();
    expect(schedule.nextAtMs()).toBeUndefined();
    start();
    await clock.advance(2_000);
    expect(starts).toEqual([0, 2_100]);
    expect(mostAtOnce()).toBe(1);
    schedule.stop();
    await clock.advance(5_000);
    expect(clock.waiting).toBe(0);
  });

  it('never overlaps, starts on the grid but after a jump, and runs or counts every point', async () => {
    const step = fc.record({
      kind: fc.constantFrom('advance', 'freeze'),
      byMs: fc.integer({ min: 1, max: 6_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: intervalMs - 1 }),
        fc.array(step, { maxLength: 15 }),
        async (durationsMs, offsetMs, steps) => {
          const { clock, starts, skipped, mostAtOnce, start } = bench(durationsMs);
          start(offsetMs);
          await clock.advance(0);
          const jumpedTo = new Set<number>();
          for (const { kind, byMs } of steps) {
            if (kind === 'advance') await clock.advance(byMs);
            else {
              clock.freeze(byMs);
              jumpedTo.add(clock.monotonicMs());
              await clock.advance(0);
            }
          }
          const pointsUntil = (atMs: number) => Math.floor((atMs - offsetMs) / intervalMs) + 1;
          const done = starts.length + skipped();
          // A late timer less than a millisecond before a point stands for that point.
          expect(done).toBeGreaterThanOrEqual(pointsUntil(clock.monotonicMs()));
          expect(done).toBeLessThanOrEqual(pointsUntil(clock.monotonicMs() + 1));
          expect(mostAtOnce()).toBeLessThanOrEqual(1);
          for (const atMs of starts) {
            expect((atMs - offsetMs) % intervalMs === 0 || jumpedTo.has(atMs)).toBe(true);
          }
        },
      ),
    );
  });
});
