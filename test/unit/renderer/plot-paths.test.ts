import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LineLook } from '../../../renderer/charts/plot-look';
import { pathsOf } from '../../../renderer/charts/plot-paths';

/** Keeps what is drawn. */
class PathStandIn {
  readonly points: [number, number][] = [];
  closed = 0;
  moveTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  lineTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  closePath(): void {
    this.closed += 1;
  }
}

const edge: LineLook = { color: '--chart', width: 0 };
const spread: LineLook = { ...edge, shade: { color: '--chart-smoke', down: 0 } };

type Values = readonly (number | null)[];

/** A chart of ten by ten pixels, a row a second, with these values on its two lines. */
function drawn(look: LineLook, bottoms: Values, tops: Values) {
  const plot = {
    bbox: { left: 0, top: 0, width: 10, height: 10 },
    scales: { x: { min: 0, max: 10 }, y: { min: 0, max: 10 } },
    data: [tops.map((_, index) => index), bottoms, tops],
  };
  vi.stubGlobal('Path2D', PathStandIn);
  return pathsOf(look)(plot as unknown as Parameters<ReturnType<typeof pathsOf>>[0], 2, 0, tops.length - 1);
}

afterEach(() => vi.unstubAllGlobals());

describe('the shade between two lines', () => {
  it('is outlined once, at most two points a row', () => {
    const fill = drawn(spread, [1, 2, 1], [5, 6, 7])?.fill as unknown as PathStandIn;
    expect(fill.points).toEqual([
      [0, 9],
      [0, 5],
      [1, 4],
      [2, 3],
      [2, 9],
      [1, 8],
    ]);
    expect(fill.closed).toBe(1);
  });

  it('breaks where one of them has no value', () => {
    const fill = drawn(spread, [1, 1, null, 1, 1], [5, 5, 5, 5, 5])?.fill as unknown as PathStandIn;
    expect(fill.closed).toBe(2);
    expect(fill.points.map(([x]) => x)).not.toContain(2);
  });

  it('is all that an edge of no width draws, and an edge without one draws nothing', () => {
    expect(drawn(spread, [1, 1], [5, 5])?.stroke).toBeNull();
    expect(drawn(edge, [1, 1], [5, 5])).toBeNull();
  });
});
