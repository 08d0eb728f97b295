import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SparklineFrame, sparklineShapes } from '../../../renderer/charts/sparkline-shapes';

const frame: SparklineFrame = {
  width: 100,
  height: 28,
  fromMs: 0,
  toMs: 100_000,
  gapMs: 12_500,
  marks: [],
  known: { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY },
};
const every5s = (count: number, startMs = 0) => Array.from({ length: count }, (_, i) => startMs + i * 5000);

describe('the shapes of a line', () => {
  it('draw one unbroken stretch over a ground when every cycle was answered', () => {
    const { line, area, loss, gaps } = sparklineShapes(
      every5s(21).map((atMs) => ({ atMs, rttSeconds: 0.01, lossRatio: 0 })),
      frame,
    );
    expect(line.match(/M/g)).toHaveLength(1);
    expect(area.match(/Z/g)).toHaveLength(1);
    expect([loss, gaps]).toEqual(['', '']);
  });

  it('break where nothing came back, and show the loss there as a tick before a ground of full height', () => {
    const points = every5s(21).map((atMs, index) =>
      index === 10 ? { atMs, lossRatio: 1 } : { atMs, rttSeconds: 0.01, lossRatio: 0 },
    );
    const { line, loss, lossArea, gaps } = sparklineShapes(points, frame);
    expect(line.match(/M/g)).toHaveLength(2);
    expect([loss, lossArea]).toEqual(['M50 28v-4', 'M49 28v-28H51v28z']);
    expect(gaps).toBe('');
  });

  it('say with an edge how much was lost of what came back in part', () => {
    const points = [0.5, 0.1, 0].map((lossRatio, index) => ({
      atMs: index * 5000,
      rttSeconds: 0.01,
      lossRatio,
    }));
    const { loss, lossArea } = sparklineShapes(points, frame);
    expect(loss).toBe('M0 28v-4M-1 14h2M5 28v-4');
    expect(lossArea).toBe('M-1 28v-14H1v14zM4 28v-4H6v4z');
  });

  it('draw an outage as one band over a ground line', () => {
    const points = every5s(4).map((atMs) => ({ atMs, lossRatio: 1 }));
    const { loss, lossArea } = sparklineShapes(points, frame);
    expect(loss).toBe('M0 28v-4M5 28v-4M10 28v-4M15 28v-4M0 27H15');
    expect(lossArea).toBe('M-1 28v-28H16v28z');
  });

  it('draw silence as a gap, not as loss', () => {
    const points = [...every5s(8), ...every5s(8, 65_000)].map((atMs) => ({ atMs, rttSeconds: 0.01 }));
    const { line, loss, gaps } = sparklineShapes(points, frame);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(loss).toBe('');
    expect(gaps).toBe('M35 27H65');
  });

  it('give a silence the reason that marks know, and only what is left of it none', () => {
    const points = [...every5s(8), ...every5s(4, 85_000)].map((atMs) => ({ atMs, rttSeconds: 0.01 }));
    const { gaps, bands } = sparklineShapes(points, {
      ...frame,
      marks: [
        { atMs: 36_000, kind: 'asleep' },
        { atMs: 60_000, kind: 'awake' },
      ],
    });
    expect(bands).toMatchObject([{ silence: 'asleep', x: 36, width: 24 }]);
    expect(gaps).toBe('M60 27H85');
  });

  it('draw the whole time as a gap when there is no point', () => {
    expect(sparklineShapes([], frame)).toEqual({
      line: '',
      area: '',
      loss: '',
      lossArea: '',
      gaps: 'M0 27H100',
      bands: [],
      silences: [{ silence: 'unmeasured', fromMs: 0, toMs: 100_000 }],
    });
  });

  it('draw no gap where nobody knows whether anything was measured', () => {
    const points = every5s(4, 60_000).map((atMs) => ({ atMs, rttSeconds: 0.01 }));
    const known = { fromMs: 58_000, toMs: 80_000 };
    expect(sparklineShapes(points, { ...frame, known }).gaps).toBe('');
    expect(sparklineShapes([], { ...frame, known }).gaps).toBe('M58 27H80');
  });

  it('show a cycle that could not be probed as one without a measurement', () => {
    const points = every5s(21).map((atMs) => ({ atMs, reason: 'There is no host named "db".' }));
    expect(sparklineShapes(points, frame)).toMatchObject({ line: '', loss: '', gaps: 'M0 27H100' });
  });

  it('show an answer between two losses as a dot', () => {
    const points = [
      { atMs: 0, lossRatio: 1 },
      { atMs: 5000, rttSeconds: 0.02, lossRatio: 0 },
      { atMs: 10_000, lossRatio: 1 },
    ];
    expect(sparklineShapes(points, frame).line).toMatch(/^M5 \S+h0\.01$/);
  });

  it('have at most two points a column, however many cycles there are', () => {
    const point = fc.record({
      atMs: fc.integer({ min: -1000, max: 101_000 }),
      rttSeconds: fc.double({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 2000 }), (points) => {
        const sorted = [...points].sort((a, b) => a.atMs - b.atMs);
        const { line } = sparklineShapes(sorted, frame);
        expect((line.match(/[MLVh]/g) ?? []).length).toBeLessThanOrEqual(2 * (frame.width + 1));
      }),
      { numRuns: 50 },
    );
  });
});
