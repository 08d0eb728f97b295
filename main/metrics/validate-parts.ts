import type { Sample } from './model';
import { quote } from './quote';
import { parseValue } from './value';

/** What is wrong, and with which of the samples that were looked at together. */
export interface SampleFault {
  readonly sample: Sample;
  readonly message: string;
}

/** Of the samples of one histogram: buckets in rising order of `le`, cumulative, up to `+Inf`, which is `_count`. */
export function histogramFault(family: string, samples: readonly Sample[]): SampleFault | undefined {
  const buckets = named(samples, `${family}_bucket`);
  for (const [index, bucket] of buckets.entries()) {
    const message = bucketFault(bucket, buckets[index - 1]);
    if (message !== undefined) return { sample: bucket, message };
  }
  const last = buckets.at(-1);
  if (!last || boundOf(last) !== Number.POSITIVE_INFINITY) {
    return at(last ?? samples[0], 'the bucket le="+Inf" is missing: give it the value of _count');
  }
  const fault = totalsFault(family, samples, 'le');
  if (fault) return fault;
  const [count] = named(samples, `${family}_count`);
  if (count?.value === last.value) return undefined;
  return at(
    count,
    `_count is ${count?.value}, but the bucket le="+Inf" counts ${last.value}: they must be equal`,
  );
}

function bucketFault(bucket: Sample, before: Sample | undefined): string | undefined {
  const bound = boundOf(bucket);
  if (!Object.hasOwn(bucket.labels, 'le')) return 'a bucket needs the label "le", its upper bound';
  if (Number.isNaN(bound))
    return `the upper bound ${showBound(bucket)} is not a number: write it like 0.5 or +Inf`;
  if (!isCount(bucket.value)) return notACount('a bucket', bucket.value);
  if (!before) return undefined;
  const boundBefore = boundOf(before);
  if (bound > boundBefore && bucket.value >= before.value) return undefined;
  const follows = `the bucket ${showBound(bucket)} follows ${showBound(before)}`;
  if (bound === boundBefore) return `${follows}, the same bound: leave one out`;
  if (bound < boundBefore) return `${follows}: put buckets in rising order`;
  return `${follows} and counts ${bucket.value}, fewer than its ${before.value}: a bucket counts everything up to its bound`;
}

function showBound(bucket: Sample): string {
  return `le=${quote(bucket.labels['le'] ?? '')}`;
}

function boundOf(bucket: Sample): number {
  return parseValue(bucket.labels['le'] ?? '') ?? Number.NaN;
}

const noQuantile = 'a sample of a summary needs the label "quantile", or "_sum" or "_count" after its name';

/** Of the samples of one summary: quantiles from 0 to 1, each once. */
export function summaryFault(family: string, samples: readonly Sample[]): SampleFault | undefined {
  const seen = new Set<number>();
  for (const sample of named(samples, family)) {
    const text = sample.labels['quantile'];
    if (text === undefined) return at(sample, noQuantile);
    const quantile = parseValue(text) ?? Number.NaN;
    const shown = () => `quantile=${quote(text)}`;
    if (!(quantile >= 0 && quantile <= 1))
      return at(sample, `${shown()} is not a number from 0 to 1: write the median as 0.5`);
    if (seen.has(quantile)) return at(sample, `${shown()} is given twice: leave one out`);
    seen.add(quantile);
  }
  return totalsFault(family, samples, 'quantile');
}

function totalsFault(
  family: string,
  samples: readonly Sample[],
  partLabel: 'le' | 'quantile',
): SampleFault | undefined {
  for (const suffix of ['_sum', '_count']) {
    const [total, second] = named(samples, family + suffix);
    if (!total) return at(samples[0], `${suffix} is missing: give it with the same labels`);
    if (second) return at(second, `${suffix} is given twice with the same labels: leave one out`);
    if (Object.hasOwn(total.labels, partLabel))
      return at(total, `${suffix} has no label "${partLabel}": leave it out`);
    if (suffix === '_count' && !isCount(total.value)) return at(total, notACount('_count', total.value));
  }
  return undefined;
}

function named(samples: readonly Sample[], name: string): Sample[] {
  return samples.filter((sample) => sample.name === name);
}

function at(sample: Sample | undefined, message: string): SampleFault | undefined {
  return sample && { sample, message };
}

/** What a count can be in protobuf: 64 bits without a sign. */
const countsBelow = 2 ** 64;

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < countsBelow;
}

function notACount(what: string, value: number): string {
  return `${what} is ${value}, but it counts: it must be a whole number, 0 or more and below 2^64`;
}
