import type { SampleSeries } from './history';

/** What is known of one step of time: of a single sample, all three are its value. NaN: it was no number. */
export interface Span {
  readonly atMs: number;
  /** 0 for a single sample. */
  readonly stepMs: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** How many samples were numbers. */
  readonly count: number;
}

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

export type Drawn = Pick<SampleSeries, 'timesMs' | 'values'>;

/**
 * At most `maxPoints` points (but two at least) in which every minimum and maximum can still be seen: when there are more, time is cut into
 * buckets and each keeps its lowest and its highest point. When a span's two were is not known within it:
 * the lowest is drawn at its start, the highest in its middle. A bucket that holds no number keeps one NaN.
 */
export function downSample(spans: readonly Span[], range: Range, maxPoints: number): Drawn {
  const points = spans.flatMap(pointsOf);
  const drawn = points.length <= maxPoints ? points : extremes(points, range, maxPoints);
  return { timesMs: drawn.map(({ atMs }) => atMs), values: drawn.map(({ value }) => value) };
}

interface Point {
  readonly atMs: number;
  readonly value: number;
}

function pointsOf({ atMs, stepMs, min, max }: Span): Point[] {
  const lowest = { atMs, value: min };
  if (min === max || Number.isNaN(min)) return [lowest];
  return [lowest, { atMs: atMs + stepMs / 2, value: max }];
}

function extremes(points: readonly Point[], { fromMs, toMs }: Range, maxPoints: number): Point[] {
  const bucketMs = (toMs - fromMs) / Math.max(1, Math.floor(maxPoints / 2)) || 1;
  const bucketOf = ({ atMs }: Point) => Math.floor((Math.min(atMs, toMs - 1) - fromMs) / bucketMs);
  const kept: Point[] = [];
  let bucket: Point[] = [];
  for (const point of points) {
    if (bucket[0] && bucketOf(bucket[0]) !== bucketOf(point)) {
      kept.push(...lowestAndHighest(bucket));
      bucket = [];
    }
    bucket.push(point);
  }
  return [...kept, ...lowestAndHighest(bucket)];
}

/** In time order; one and the same when all are equal, or none is a number. */
function lowestAndHighest(bucket: readonly Point[]): Point[] {
  const numbers = bucket.filter(({ value }) => !Number.isNaN(value));
  const [first] = numbers;
  if (!first) return bucket.slice(0, 1);
  const lowest = numbers.reduce((low, point) => (point.value < low.value ? point : low), first);
  const highest = numbers.reduce((high, point) => (point.value > high.value ? point : high), first);
  if (lowest === highest) return [lowest];
  return lowest.atMs <= highest.atMs ? [lowest, highest] : [highest, lowest];
}
