import type { Labels, MetricFamily, Sample } from '../../main/metrics/model';
import { metricKey } from '../../main/metrics/series';
import { formatAsGo, parseValue } from '../../main/metrics/value';

/**
 * `io.prometheus.client.MetricFamily` messages as Prometheus' own clients write them (github.com/prometheus/client_model,
 * metrics.proto): proto2, each message after its length.
 */
export const protobufType =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

export function encodeProtobuf(families: readonly MetricFamily[]): Buffer {
  return Buffer.concat(families.map((family) => delimited(familyMessage(family))));
}

/** A message with its length before it. */
export function delimited(message: Buffer): Buffer {
  return Buffer.concat([varint(message.length), message]);
}

export function stringField(number: number, text: string | Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), delimited(Buffer.from(text as string))]);
}

export function messageField(number: number, ...parts: readonly Buffer[]): Buffer {
  return stringField(number, Buffer.concat(parts));
}

export function integerField(number: number, value: number | bigint): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

export function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([varint(number * 8 + 1), bytes]);
}

export function labelField(name: string | Buffer, value: string | Buffer): Buffer {
  return messageField(1, stringField(1, name), stringField(2, value));
}

function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

const typeNumbers = { counter: 0, gauge: 1, summary: 2, untyped: 3, histogram: 4 };
const plainFields = { counter: 3, gauge: 2, untyped: 5 };

function familyMessage(family: MetricFamily): Buffer {
  const metrics = new Map<string, Sample[]>();
  for (const sample of family.samples) {
    const key = metricKey(family, sample);
    metrics.set(key, [...(metrics.get(key) ?? []), sample]);
  }
  return Buffer.concat([
    stringField(1, family.name),
    ...(family.help === '' ? [] : [stringField(2, family.help)]),
    integerField(3, typeNumbers[family.type]),
    ...[...metrics.values()].map((samples) => messageField(4, metricMessage(family, samples))),
  ]);
}

function metricMessage({ name, type }: MetricFamily, samples: readonly Sample[]): Buffer {
  const total = samples.find((sample) => sample.name === `${name}_count`) ?? samples[0];
  return Buffer.concat([
    ...labelFields(total?.labels ?? {}),
    type === 'histogram' || type === 'summary'
      ? composed(name, type, samples)
      : messageField(plainFields[type], doubleField(1, total?.value ?? 0)),
    ...(total?.timestampMs === undefined ? [] : [integerField(6, total.timestampMs)]),
  ]);
}

function labelFields(labels: Labels): Buffer[] {
  return Object.entries(labels).map(([name, value]) => labelField(name, value));
}

function composed(name: string, type: 'histogram' | 'summary', samples: readonly Sample[]): Buffer {
  const totalOf = (suffix: string) => samples.find((sample) => sample.name === name + suffix)?.value ?? 0;
  const totals = [integerField(1, totalOf('_count')), doubleField(2, totalOf('_sum'))];
  const numberOf = ({ labels }: Sample, label: string) => parseValue(labels[label] ?? '') ?? Number.NaN;
  if (type === 'summary') {
    const quantiles = samples.filter((sample) => sample.name === name);
    return messageField(
      4,
      ...totals,
      ...quantiles.map((sample) =>
        messageField(3, doubleField(1, numberOf(sample, 'quantile')), doubleField(2, sample.value)),
      ),
    );
  }
  // As client_golang: the bucket +Inf is what the count says already.
  const buckets = samples.filter(
    (sample) => sample.name === `${name}_bucket` && sample.labels['le'] !== '+Inf',
  );
  return messageField(
    7,
    ...totals,
    ...buckets.map((sample) =>
      messageField(3, integerField(1, sample.value), doubleField(2, numberOf(sample, 'le'))),
    ),
  );
}

/** As decoding shows it: bounds in Go's way. */
export function canonical(families: readonly MetricFamily[]): MetricFamily[] {
  return families.map((family) => ({
    ...family,
    samples: family.samples.map((sample) => {
      const labels: Record<string, string> = { ...sample.labels };
      for (const part of ['le', 'quantile'] as const) {
        const value = parseValue(labels[part] ?? 'none');
        if (value !== undefined) labels[part] = formatAsGo(value);
      }
      return { ...sample, labels };
    }),
  }));
}
