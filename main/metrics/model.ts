/** Prometheus' data model as the text exposition format 0.0.4 shows it. */

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

/** Label name to value. No name begins with `__`; a label with an empty value is the same as no label. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** The family's name, or that with `_bucket`, `_sum` or `_count` in a histogram or summary. */
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
  /** Milliseconds since 1970, only where the text had one. A Pushgateway refuses any. */
  readonly timestampMs?: number;
}

export interface MetricFamily {
  readonly name: string;
  readonly type: MetricType;
  /** Empty when there is none. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** One value of a family of plain samples: the labels and the number. */
export type Point = readonly [labels: Labels, value: number];

export function gauge(name: string, help: string, points: readonly Point[]): MetricFamily {
  return plainFamily(name, 'gauge', help, points);
}

export function counter(name: string, help: string, points: readonly Point[]): MetricFamily {
  return plainFamily(name, 'counter', help, points);
}

export function untyped(name: string, help: string, points: readonly Point[]): MetricFamily {
  return plainFamily(name, 'untyped', help, points);
}

function plainFamily(name: string, type: MetricType, help: string, points: readonly Point[]): MetricFamily {
  return { name, type, help, samples: points.map(([labels, value]) => ({ name, labels, value })) };
}
