import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../main/contract/marks';
import { type TargetSeries, targetSeries } from '../../../renderer/pages/target/target-series';
import { targetStatistics } from '../../../renderer/pages/target/target-statistics';
import { stripShapes } from '../../../renderer/pages/targets/loss-strip-shapes';
import { togetherShapes, togetherTops } from '../../../renderer/pages/targets/together-shapes';

const secondMs = 1000;
const view = { fromMs: 0, toMs: 100 * secondMs };

interface Cycles {
  readonly everyMs: number;
  /** Milliseconds; null where nothing came back, undefined where nothing was measured. */
  readonly rtt: (atMs: number) => number | null | undefined;
}

function pinged({ everyMs, rtt }: Cycles): TargetSeries {
  const times = Array.from({ length: view.toMs / everyMs }, (_, index) => (index + 1) * everyMs);
  const measured = times.filter((atMs) => rtt(atMs) !== undefined);
  const answered = measured.filter((atMs) => rtt(atMs) !== null);
  const of = (timesMs: number[], value: (atMs: number) => number) => [
    { labels: {}, timesMs, values: timesMs.map(value) },
  ];
  const loss = of(measured, (atMs) => (rtt(atMs) === null ? 1 : 0));
  return targetSeries('ping', {
    middle: of(answered, (atMs) => (rtt(atMs) ?? 0) / 1000),
    loss,
    worstLoss: loss,
  });
}

function shapesOf(targets: readonly Cycles[], marks: readonly Mark[] = []) {
  return togetherShapes(targets.map(pinged), {
    view,
    columns: 100,
    intervalsMs: targets.map(({ everyMs }) => everyMs),
    marks,
    known: view,
  });
}

const always = (everyMs: number, ms = 10): Cycles => ({ everyMs, rtt: () => ms });

describe('all targets in one picture', () => {
  it('has at most one point of each target in a pixel column', () => {
    const { timesMs, traces } = shapesOf([always(100), always(250)]);
    expect(timesMs.length).toBeLessThanOrEqual(101);
    for (const { line } of traces) expect(line).toHaveLength(timesMs.length);
  });

  it('goes on from value to value of a target that is measured seldom', () => {
    const { traces } = shapesOf([always(secondMs), always(10 * secondMs)]);
    const [, seldom] = traces;
    expect(seldom?.line.filter((value) => typeof value === 'number')).toHaveLength(10);
    expect(seldom?.line).not.toContain(null);
    expect(seldom?.silences).toEqual([]);
  });

  it('breaks a line where nothing came back, and tells it from where nothing was measured', () => {
    const down: Cycles = {
      everyMs: secondMs,
      rtt: (atMs) =>
        atMs > 30_000 && atMs <= 40_000 ? null : atMs > 60_000 && atMs <= 80_000 ? undefined : 5,
    };
    const { timesMs, traces, silences } = shapesOf([down, always(secondMs)]);
    const [trace] = traces;
    const at = (atMs: number) => trace?.line[timesMs.indexOf(atMs)];
    expect([at(30_000), at(35_000), at(41_000)]).toEqual([0.005, null, 0.005]);
    expect(at(61_000) ?? at(60_001)).toBeNull();
    expect(trace?.silences).toEqual([{ fromMs: 60_000, toMs: 81_000, silence: 'unmeasured' }]);
    expect(trace?.lossRatios.filter((loss) => loss === 1)).toHaveLength(10);
    expect(silences).toEqual([]);
  });

  it('has no round trip of probes that failed, and their figures have none either', () => {
    const timesMs = [10_000, 20_000, 30_000];
    const series = targetSeries('http', {
      middle: [{ labels: {}, timesMs, values: [0.00081, 0.00081, 0.00081] }],
      loss: [{ labels: {}, timesMs, values: [0, 0, 0] }],
      worstLoss: [{ labels: {}, timesMs, values: [0, 0, 0] }],
    });
    const { traces } = togetherShapes([series], {
      view,
      columns: 100,
      intervalsMs: [10_000],
      marks: [],
      known: view,
    });
    expect(traces[0]).toMatchObject({ timesMs, rttSeconds: [null, null, null], lossRatios: [1, 1, 1] });
    const { median, p95, max, loss } = targetStatistics(series, view, 10_000);
    expect([median, p95, max, loss]).toEqual([undefined, undefined, undefined, 1]);
  });

  it('breaks every line through sleep, also that of a target that is measured seldom', () => {
    const asleep = (everyMs: number): Cycles => ({
      everyMs,
      rtt: (atMs) => (atMs > 40_000 && atMs < 60_000 ? undefined : 5),
    });
    const marks: Mark[] = [
      { atMs: 41_000, kind: 'asleep' },
      { atMs: 59_000, kind: 'awake' },
    ];
    const { traces, silences } = shapesOf([asleep(secondMs), asleep(20 * secondMs)], marks);
    expect(silences).toMatchObject([{ fromMs: 41_000, toMs: 59_000, silence: 'asleep' }]);
    for (const { line } of traces) expect(line).toContain(null);
  });

  it('cuts single peaks, and begins a logarithmic axis below every value', () => {
    const peak: Cycles = { everyMs: secondMs, rtt: (atMs) => (atMs === 50_000 ? 5000 : 10) };
    const { traces } = shapesOf([peak, always(secondMs, 2)]);
    const { whole, cut, bottom } = togetherTops(traces);
    expect(whole).toBeGreaterThan(5);
    expect(cut).toBeLessThan(0.1);
    expect(bottom).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(0.002);
  });

  it('says nothing of targets that were never measured', () => {
    const { timesMs, traces } = shapesOf([{ everyMs: secondMs, rtt: () => undefined }]);
    expect(timesMs).toEqual([]);
    expect(traces[0]).toMatchObject({ timesMs: [], rttSeconds: [], lossRatios: [] });
    expect(togetherTops(traces).bottom).toBeGreaterThan(0);
  });
});

describe('the strip of a target’s losses', () => {
  const frame = { view, width: 100, height: 16 };
  const stripOf = (target: Cycles, marks: readonly Mark[] = []) => {
    const [trace] = shapesOf([target], marks).traces;
    if (trace === undefined) throw new Error('there is no trace');
    return stripShapes(trace, frame);
  };

  it('has a tick for every column with a loss, where it was and as high as its share', () => {
    const { loss } = stripShapes(
      { timesMs: [10_000, 20_000, 30_000, 40_000], lossRatios: [0, 1, 0.5, 0.01], silences: [] },
      frame,
    );
    expect(loss).toBe('M20 16v-16M30 16v-8M40 16v-5');
  });

  it('tells measured, unmeasured and asleep apart', () => {
    const strip = stripOf(
      {
        everyMs: secondMs,
        rtt: (atMs) => ((atMs > 20_000 && atMs < 40_000) || (atMs > 60_000 && atMs < 80_000) ? undefined : 5),
      },
      [
        { atMs: 20_000, kind: 'asleep' },
        { atMs: 40_000, kind: 'awake' },
      ],
    );
    expect(strip.measured).toBe('M1 15.5H20M40 15.5H60M80 15.5H100');
    expect(strip.silences).toEqual([
      { silence: 'asleep', path: 'M20 0h20v16h-20z' },
      { silence: 'unmeasured', path: 'M60 15.5h20' },
    ]);
    expect(strip.loss).toBe('');
  });
});
