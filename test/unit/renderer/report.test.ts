import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../main/contract/marks';
import type { PushSummary } from '../../../main/contract/state';
import { chartShapes, frame, niceTop } from '../../../renderer/report/chart-shapes';
import type { Series } from '../../../renderer/report/cycles';
import { fewestCycles, fewestSteps, gapsOf, outagesOf as outagesIn } from '../../../renderer/report/outages';
import { buildReport, type ReportSource } from '../../../renderer/report/report';
import { codesOf, DiagnosisBench, down } from '../../support/diagnosis-bench';
import { reportSource } from '../../support/report-source';

const everyMs = 5000;
const range = { fromMs: 0, toMs: 120_000 };

/** One cycle every five seconds; `undefined`: nothing was measured then. */
function cycles(losses: readonly (number | undefined)[]) {
  return losses.flatMap((lossRatio, index) =>
    lossRatio === undefined ? [] : [{ atMs: index * everyMs, lossRatio }],
  );
}

const outagesOf = (all: ReturnType<typeof cycles>) => outagesIn(all, range);

function series(
  labels: Record<string, string>,
  points: readonly (readonly [number, number | null])[],
): Series {
  return { labels, timesMs: points.map(([atMs]) => atMs), values: points.map(([, value]) => value) };
}

const reportOf = (known: Partial<ReportSource>) => buildReport(reportSource(known));

describe('an outage', () => {
  it('lasts from the first cycle without an answer to the first with one', () => {
    expect(outagesOf(cycles([0, 0.5, 1, 1, 1, 0.25, 0]))).toEqual([
      { fromMs: 10_000, toMs: 25_000, end: 'answered', cycles: 3 },
    ]);
  });

  it('is no cycle in which some packets came back', () => {
    expect(outagesOf(cycles([0, 0.99, 0.5, 0]))).toEqual([]);
  });

  it('is no single cycle without an answer, on either side of a gap neither: that is loss', () => {
    expect(outagesOf(cycles([0, 1, 0, 1, 0, 0]))).toEqual([]);
    const silent = Array.from({ length: 10 }, () => undefined);
    expect(outagesOf(cycles([0, 0, 0, 1, ...silent, 1, 0, 0, 0]))).toEqual([]);
  });

  it('is what the verdict calls down', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 40 }), (losses) => {
        const bench = new DiagnosisBench();
        bench.see(1);
        const codes = losses.flatMap((lost) =>
          codesOf(bench.see(1, lost === 1 ? { targets: { db: down } } : {})),
        );
        expect(outagesOf(cycles(losses)).length > 0).toBe(codes.includes('targets_down'));
      }),
    );
  });

  it('is a single value of history where that stands for several cycles', () => {
    expect([1000, 60_000, 300_000].map((stepMs) => fewestSteps(stepMs))).toEqual([2, 1, 1]);
    expect([5000, 30_000, 60_000].map((every) => fewestSteps(60_000, every))).toEqual([1, 1, 2]);
    const loss = [
      series(
        { target: 'db' },
        [0, 0, 1, 0].map((lost, index) => [index * 60_000, lost] as const),
      ),
    ];
    const outagesEvery = (every: number) =>
      reportOf({ loss, stepMs: 60_000, intervalsMs: { 'ping db': every } }).targets[0]?.outages.length;
    expect([outagesEvery(5000), outagesEvery(60_000)]).toEqual([1, 0]);
  });

  it('ends unknown where nothing was measured after it, and does not reach across the gap', () => {
    const silent = Array.from({ length: 10 }, () => undefined);
    expect(outagesOf(cycles([0, 0, 0, 1, 1, ...silent, 1, 1, 0, 0, 0]))).toEqual([
      { fromMs: 15_000, toMs: 20_000, end: 'unknown', cycles: 2 },
      { fromMs: 75_000, toMs: 85_000, end: 'answered', cycles: 2 },
    ]);
  });

  it('that lasts to the end of the range is said to', () => {
    expect(outagesIn(cycles([0, 1, 1]), { fromMs: 0, toMs: 12_000 })).toEqual([
      { fromMs: 5000, toMs: 10_000, end: 'lasting', cycles: 2 },
    ]);
    expect(outagesIn(cycles([0, 1, 1]), { fromMs: 0, toMs: 60_000 })[0]?.end).toBe('unknown');
  });

  it('is never longer than what was measured, and never overlaps another', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(0, 0.5, 1), { nil: undefined })), (losses) => {
        const all = cycles(losses);
        const outages = outagesOf(all);
        let endMs = Number.NEGATIVE_INFINITY;
        for (const { fromMs, toMs, cycles: count } of outages) {
          expect(fromMs).toBeGreaterThanOrEqual(endMs);
          expect(toMs).toBeLessThanOrEqual(all.at(-1)?.atMs ?? 0);
          expect(count).toBeGreaterThanOrEqual(fewestCycles);
          endMs = toMs;
        }
        const lost = all.filter(({ lossRatio }) => lossRatio === 1).length;
        const single = outagesIn(all, range, 1).filter(({ cycles: count }) => count === 1).length;
        expect(outages.reduce((sum, outage) => sum + outage.cycles, 0)).toBe(lost - single);
      }),
    );
  });
});

describe('a gap', () => {
  const silent = Array.from({ length: 12 }, () => undefined);
  const all = cycles([0, 0, 0, 0, ...silent, 0, 0, 0, 0, 0, 0, 0, 0]);
  const gapsWith = (marks: readonly Mark[]) => gapsOf(all, range, { marks, nowMs: range.toMs });

  it('is where nothing was measured', () => {
    expect(gapsWith([])).toEqual([{ fromMs: 15_000, toMs: 80_000, silence: 'unmeasured' }]);
    expect(gapsOf([], range, { marks: [], nowMs: range.toMs })).toMatchObject([range]);
  });

  it('has the reason that the marks give', () => {
    const slept = gapsWith([
      { atMs: 17_000, kind: 'asleep' },
      { atMs: 79_000, kind: 'awake' },
    ]);
    expect(slept).toEqual([{ fromMs: 17_000, toMs: 79_000, silence: 'asleep' }]);
  });

  it('breaks the line of the chart, also where the marks say that it is shorter', () => {
    const gaps = gapsWith([
      { atMs: 17_000, kind: 'asleep' },
      { atMs: 79_000, kind: 'awake' },
    ]);
    const answered = all.map(({ atMs }) => ({ atMs, rttSeconds: 0.01 }));
    expect(chartShapes(answered, range, { gaps, outages: [] }).line.match(/M/g)).toHaveLength(2);
  });
});

describe('a report', () => {
  const rtt = (value: number) => (_: unknown, index: number) =>
    [index * everyMs, value + index / 1000] as const;
  const many = Array.from({ length: 21 });

  it('gives lowest, median, p95 and highest round trip, and the loss over all cycles', () => {
    const labels = { target: 'db', ip: '10.0.0.1', ip_version: '4' };
    const { targets } = reportOf({
      rttBest: [series(labels, many.map(rtt(0.001)))],
      rttMean: [series(labels, many.map(rtt(0.002)))],
      rttWorst: [series(labels, many.map(rtt(0.003)))],
      loss: [
        series(
          labels,
          many.map((_, index) => [index * everyMs, index % 2 === 0 ? 0 : 0.5] as const),
        ),
      ],
    });
    expect(targets).toHaveLength(1);
    const [target] = targets;
    expect(target?.rttSeconds?.min).toBeCloseTo(0.001);
    expect(target?.rttSeconds?.median).toBeCloseTo(0.012);
    expect(target?.rttSeconds?.p95).toBeCloseTo(0.021);
    expect(target?.rttSeconds?.max).toBeCloseTo(0.023);
    expect(target?.lossRatio).toBeCloseTo(5 / 21);
    expect(target?.everyMs).toBe(everyMs);
  });

  it('tells the interval of the settings, or what the cycles tell to the second', () => {
    const late = (name: string) =>
      series(
        { target: name },
        many.map((_, index) => [index * 4997, 0] as const),
      );
    const everyOf = (more: Partial<ReportSource>) =>
      reportOf({ loss: [late('db')], ...more }).targets[0]?.everyMs;
    expect(everyOf({ intervalsMs: { 'ping db': 7000 } })).toBe(7000);
    expect(everyOf({ intervalsMs: { 'http db': 7000 } })).toBe(5000);
    expect(everyOf({ stepMs: 60_000 })).toBeUndefined();
  });

  it('has no round trip of a target that never answered', () => {
    const { targets } = reportOf({
      loss: [
        series(
          { target: 'db' },
          many.map((_, index) => [index * everyMs, 1] as const),
        ),
      ],
    });
    expect(targets[0]).not.toHaveProperty('rttSeconds');
    expect(targets[0]?.lossRatio).toBe(1);
  });

  it('keeps a target whose address changed in one piece, its IPv6 apart', () => {
    const of = (ip: string, version: string, atMs: number) =>
      series({ target: 'api', ip, ip_version: version }, [[atMs, 0]]);
    const { targets } = reportOf({
      loss: [of('192.0.2.1', '4', 0), of('192.0.2.2', '4', 5000), of('2001:db8::1', '6', 0)],
    });
    expect(targets.map(({ ips, cycles: all }) => [ips, all.length])).toEqual([
      [['192.0.2.1', '192.0.2.2'], 2],
      [['2001:db8::1'], 1],
    ]);
  });

  it('has a target that was never pinged, with the reason, and tells of others why they were not at times', () => {
    const { targets } = reportOf({
      loss: [series({ target: 'api', ip: '192.0.2.1', ip_version: '4' }, [[0, 0]])],
      pingFailures: [
        series({ target: 'typo', reason: 'unresolvable' }, [[0, 1]]),
        series({ target: 'api', reason: 'unresolvable' }, [[5000, 1]]),
        series({ target: 'api', ip: '192.0.2.1', ip_version: '4', reason: 'no_route' }, [[9000, 1]]),
      ],
    });
    expect(targets.map(({ name, cycles: all, unprobed }) => [name, all.length, unprobed])).toEqual([
      ['api', 1, ['unresolvable', 'no_route']],
      ['typo', 0, ['unresolvable']],
    ]);
  });

  it('takes how long a failed probe took for no round trip', () => {
    const labels = { target: 'shop', kind: 'http' };
    const { targets } = reportOf({
      probeSuccess: [
        series(labels, [
          [0, 1],
          [5000, 0],
          [10_000, 0],
          [15_000, 1],
        ]),
      ],
      probeDuration: [
        series(labels, [
          [0, 0.1],
          [5000, 10],
          [10_000, 10],
          [15_000, 0.3],
        ]),
      ],
    });
    expect(targets[0]).toMatchObject({ kind: 'http', rttSeconds: { min: 0.1, max: 0.3 } });
    expect(targets[0]?.outages).toEqual([{ fromMs: 5000, toMs: 15_000, end: 'answered', cycles: 2 }]);
  });

  it('has the round trip of a step of time in which some probes failed', () => {
    const labels = { target: 'shop', kind: 'http' };
    const steps = (values: readonly number[]) => [
      series(
        labels,
        values.map((value, index) => [index * 60_000, value] as const),
      ),
    ];
    const { targets } = reportOf({
      stepMs: 60_000,
      probeSuccess: steps([1, 0.9, 0]),
      probeDuration: steps([0.1, 0.2, 10]),
    });
    expect(targets[0]?.cycles.map(({ rttSeconds }) => rttSeconds)).toEqual([0.1, 0.2, undefined]);
  });

  it('counts pushes by destination, and the reasons of those that failed', () => {
    const push = (id: number, destination: string, errorMessage?: string) =>
      ({ id, atMs: id * 1000, destination, ok: errorMessage === undefined, errorMessage }) as PushSummary;
    const { pushes } = reportOf({
      pushes: [push(4, 'b', 'no answer'), push(3, 'b', '401'), push(2, 'b', 'no answer'), push(1, 'a')],
    });
    expect(pushes).toMatchObject({ delivered: 1, failed: 3 });
    expect(pushes.destinations[1]?.reasons).toEqual([
      { message: 'no answer', count: 2, firstAtMs: 2000, lastAtMs: 4000 },
      { message: '401', count: 1, firstAtMs: 3000, lastAtMs: 3000 },
    ]);
  });

  it('leaves out marks from before it, and TCP when nothing was counted', () => {
    const report = reportOf({
      marks: [
        { atMs: -5, kind: 'started' },
        { atMs: 5, kind: 'asleep' },
      ],
    });
    expect(report.marks).toEqual([{ atMs: 5, kind: 'asleep' }]);
    expect(report).not.toHaveProperty('tcp');
  });
});

describe('the TCP connections of a report', () => {
  it('are those of this machine, whatever else the metric says', () => {
    const { tcp } = reportOf({
      tcpStates: [
        series({ state: 'time_wait', host: 'db' }, [[0, 900]]),
        series({ state: 'time_wait' }, [[0, 7]]),
        series({}, [[0, 3]]),
      ],
      waitConnections: [series({ host: 'db' }, [[0, 900]]), series({}, [[0, 7]])],
    });
    expect(tcp?.states).toEqual([{ state: 'time_wait', min: 7, median: 7, max: 7 }]);
    expect(tcp?.wait).toEqual([{ atMs: 0, connections: 7 }]);
  });
});

describe('what was sent again', () => {
  const report = (points: readonly (readonly [number, number])[]) =>
    reportOf({
      tcpStates: [series({ state: 'listen' }, [[0, 41]])],
      retransmitted: [series({}, points)],
      sent: [series({}, points)],
    }).tcp?.segments;

  it('is counted over a counter that began anew, and is a part of all that was sent', () => {
    expect(
      report([
        [0, 100],
        [1, 130],
        [2, 5],
        [3, 9],
      ]),
    ).toEqual({ sent: 78, retransmitted: 39 });
  });

  it('is not known from a single count', () => {
    expect(report([[0, 100]])).toBeUndefined();
  });
});

describe('the chart of a report', () => {
  it('has at most two points a column, however many cycles there are', () => {
    const all = Array.from({ length: 100_000 }, (_, index) => ({
      atMs: index,
      rttSeconds: 0.01,
      lossRatio: 0,
    }));
    const { line, loss } = chartShapes(all, { fromMs: 0, toMs: 100_000 }, { gaps: [], outages: [] });
    expect(line.split('L').length).toBeLessThanOrEqual(2 * (frame.width + 1));
    expect(loss).toBe('');
  });

  it('breaks its line at a cycle without an answer and at a gap', () => {
    const all = [0, 10_000, 20_000, 30_000, 90_000, 100_000, 110_000].map((atMs) => ({
      atMs,
      rttSeconds: 0.01,
    }));
    all[2] = { atMs: 20_000 } as (typeof all)[number];
    const gaps = [{ fromMs: 30_000, toMs: 90_000, silence: 'unmeasured' }] as const;
    const { line } = chartShapes(all, range, { gaps, outages: [] });
    expect(line.match(/M/g)).toHaveLength(3);
  });

  it.each([
    [0, 1],
    [0.0031, 0.005],
    [0.012, 0.02],
    [0.51, 1],
    [1240, 2000],
  ])('ends above %d at %d', (value, top) => {
    expect(niceTop(value)).toBeCloseTo(top, 9);
  });
});
