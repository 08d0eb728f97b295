import { encodeLabels } from './encode';
import type { Labels, MetricFamily, MetricType, Sample } from './model';

/**
 * What tells one series from every other, readable: `up{instance="a",job="b"}`. The order of labels does not
 * matter, and a label with an empty value is the same as none.
 */
export function seriesKey(name: string, labels: Labels): string {
  return name + labelsKey(labels);
}

/** The same for a label set alone: `{instance="a",job="b"}`, or nothing. */
export function labelsKey(labels: Labels, without?: string): string {
  const names = Object.keys(labels).filter((name) => name !== without && labels[name] !== '');
  return encodeLabels(labels, names.sort());
}

/** In the same order too. */
export function sameInOrder(one: Labels, other: Labels): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  let index = 0;
  for (const name in other) {
    if (name !== names[index] || one[name] !== other[name]) return false;
    index += 1;
  }
  return index === names.length;
}

/** The label that tells the parts of one histogram or summary apart. */
export function partLabel(type: MetricType): 'le' | 'quantile' | undefined {
  if (type === 'histogram') return 'le';
  return type === 'summary' ? 'quantile' : undefined;
}

/**
 * The one metric within its family that a sample is of: for a histogram or a summary the same for all its buckets
 * or quantiles, its `_sum` and its `_count`; otherwise the series itself.
 */
export function metricKey(family: Pick<MetricFamily, 'name' | 'type'>, sample: Sample): string {
  return family.name + labelsKey(sample.labels, partLabel(family.type));
}

const noSuffixes: readonly string[] = [];
const summarySuffixes = ['_sum', '_count'] as const;
const histogramSuffixes = ['_bucket', '_sum', '_count'] as const;

/** What a histogram or summary adds to its name for the samples that its own name does not show. */
export function partSuffixes(type: MetricType): readonly string[] {
  if (type === 'histogram') return histogramSuffixes;
  return type === 'summary' ? summarySuffixes : noSuffixes;
}

/** The histogram or summary that a name is a part of: `rtt` for `rtt_count`, if `typeOf` knows `rtt` as one. */
export function familyOfPart(
  name: string,
  typeOf: (name: string) => MetricType | undefined,
): string | undefined {
  const suffix = histogramSuffixes.find((ending) => name.endsWith(ending));
  if (suffix === undefined) return undefined;
  const base = name.slice(0, -suffix.length);
  const type = typeOf(base);
  return type !== undefined && partSuffixes(type).includes(suffix) ? base : undefined;
}
