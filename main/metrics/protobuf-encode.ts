import type { Labels, MetricFamily, MetricType, Sample } from './model';
import { ProtoWriter } from './proto-writer';
import { metricKey, partLabel } from './series';
import { parseValue } from './value';

export const protobufContentType =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

/**
 * Valid families as messages `io.prometheus.client.MetricFamily` (github.com/prometheus/client_model, metrics.proto), each after
 * its length: what `decodeFamilies` reads. Without timestamps.
 */
export function encodeFamilies(families: readonly MetricFamily[]): Uint8Array {
  const writer = new ProtoWriter();
  for (const family of families) writer.delimited(() => writeFamily(writer, family));
  return writer.bytes();
}

/** Numbers of the enum MetricType, and of the field of a Metric that holds its value. */
const numbers: Readonly<Record<MetricType, { readonly type: number; readonly value: number }>> = {
  counter: { type: 0, value: 3 },
  gauge: { type: 1, value: 2 },
  summary: { type: 2, value: 4 },
  untyped: { type: 3, value: 5 },
  histogram: { type: 4, value: 7 },
};

function writeFamily(writer: ProtoWriter, family: MetricFamily): void {
  const { name, type, help } = family;
  writer.text(1, name);
  if (help !== '') writer.text(2, help);
  writer.integer(3, numbers[type].type);
  for (const samples of metricsOf(family)) writer.nested(4, () => writeMetric(writer, family, samples));
}

/** The samples of each metric: of a histogram all its buckets, its sum and its count. */
function metricsOf(family: MetricFamily): Iterable<readonly Sample[]> {
  if (partLabel(family.type) === undefined) return family.samples.map((sample) => [sample]);
  const metrics = new Map<string, Sample[]>();
  for (const sample of family.samples) {
    const key = metricKey(family, sample);
    if (!metrics.get(key)?.push(sample)) metrics.set(key, [sample]);
  }
  return metrics.values();
}

function writeMetric(writer: ProtoWriter, { name, type }: MetricFamily, samples: readonly Sample[]): void {
  const [first] = samples;
  if (first === undefined) return;
  writeLabels(writer, first.labels, partLabel(type));
  writer.nested(numbers[type].value, () => {
    if (partLabel(type) === undefined) writer.double(1, first.value);
    else writeParts(writer, name, samples);
  });
}

function writeLabels(writer: ProtoWriter, labels: Labels, without: string | undefined): void {
  for (const name of Object.keys(labels)) {
    if (name === without) continue;
    writer.nested(1, () => {
      writer.text(1, name);
      writer.text(2, labels[name] ?? '');
    });
  }
}

/** Of a Histogram and of a Summary: sample_count=1, sample_sum=2, and in field 3 each bucket or quantile. */
function writeParts(writer: ProtoWriter, family: string, samples: readonly Sample[]): void {
  for (const { name, labels, value } of samples) {
    if (name === `${family}_count`) writer.integer(1, value);
    else if (name === `${family}_sum`) writer.double(2, value);
    else writer.nested(3, () => writePart(writer, labels, value));
  }
}

/** A Bucket has its count first and then its bound, a Quantile its quantile first and then its value. */
function writePart(writer: ProtoWriter, { le, quantile = '' }: Labels, value: number): void {
  if (le === undefined) {
    writer.double(1, parseValue(quantile) ?? Number.NaN);
    writer.double(2, value);
  } else {
    writer.integer(1, value);
    writer.double(2, parseValue(le) ?? Number.NaN);
  }
}
