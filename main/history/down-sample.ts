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

/** What is drawn of a series, made as it is read: span by span in time order. */
export interface Drawing {
  add(span: Span): void;
  drawn(): Drawn;
}

/** The points of one bucket as they are gone through. */
interface Bucket {
  readonly index: number;
  readonly first: Point;
  /** Absent while none is a number. */
  lowest?: Point;
  highest?: Point;
}

interface Point {
  readonly atMs: number;
  readonly value: number;
}

/**
 * At most `maxPoints` points (but two at least) in which every minimum and maximum can still be seen: when there are more, time is cut into
 * buckets and each keeps its lowest and its highest point. When a span's two were is not known within it:
 * the lowest is drawn at its start, the highest in its middle. A bucket that holds no number keeps one NaN.
 */
export class Extremes implements Drawing {
  /** The first of them: every one, as long as there are few enough. */
  private readonly all: Point[] = [];
  private count = 0;
  private readonly kept: Point[] = [];
  private readonly bucketMs: number;
  private bucket: Bucket | undefined;

  constructor(
    private readonly range: Range,
    private readonly maxPoints: number,
  ) {
    this.bucketMs = (range.toMs - range.fromMs) / Math.max(1, Math.floor(maxPoints / 2)) || 1;
  }

  add({ atMs, stepMs, min, max }: Span): void {
    this.addPoint({ atMs, value: min });
    if (min !== max && !Number.isNaN(min)) this.addPoint({ atMs: atMs + stepMs / 2, value: max });
  }

  drawn(): Drawn {
    const drawn = this.count <= this.maxPoints ? this.all : [...this.kept, ...lowestAndHighest(this.bucket)];
    return { timesMs: drawn.map(({ atMs }) => atMs), values: drawn.map(({ value }) => value) };
  }

  private addPoint(point: Point): void {
    this.count += 1;
    if (this.count <= this.maxPoints) this.all.push(point);
    const { fromMs, toMs } = this.range;
    const index = Math.floor((Math.min(point.atMs, toMs - 1) - fromMs) / this.bucketMs);
    if (this.bucket?.index !== index) {
      this.kept.push(...lowestAndHighest(this.bucket));
      this.bucket = { index, first: point };
    }
    take(this.bucket, point);
  }
}

function take(bucket: Bucket, point: Point): void {
  if (Number.isNaN(point.value)) return;
  if (!bucket.lowest || point.value < bucket.lowest.value) bucket.lowest = point;
  if (!bucket.highest || point.value > bucket.highest.value) bucket.highest = point;
}

/** In time order; one and the same when all are equal, or none is a number. */
function lowestAndHighest(bucket: Bucket | undefined): Point[] {
  if (!bucket) return [];
  const { first, lowest = first, highest = first } = bucket;
  if (lowest === highest) return [lowest];
  return lowest.atMs <= highest.atMs ? [lowest, highest] : [highest, lowest];
}
