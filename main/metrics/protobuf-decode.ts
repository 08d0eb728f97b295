import { FaultList } from './fault-list';
import type { Labels, MetricFamily, MetricType, Sample } from './model';
import { labelNameFault } from './names';
import type { Parsed } from './parse';
import { quote } from './quote';
import { partLabel } from './series';
import { finish } from './steps';
import { validSteps } from './validate';
import { formatAsGo } from './value';
import { delimitedMessages, type WireField, wireFields } from './wire-fields';

/**
 * Reads messages `io.prometheus.client.MetricFamily`, each after its length (github.com/prometheus/client_model,
 * metrics.proto), and holds them to the rules of `validateFamilies`, but for counters, which may be below 0. Never throws, whatever the bytes are; what it makes is
 * bounded by their number. Of two families of one name the last counts, as for a Pushgateway.
 *
 * Faults have no position, since there is no text. Without `inconsistent` the bytes are no such messages at all, and no family is given.
 */
export function decodeFamilies(stream: Uint8Array): Parsed {
  const messages = delimitedMessages(stream);
  const faults = new FaultList();
  const byName = new Map<string, MetricFamily>();
  for (const message of messages ?? []) {
    const decoder = new FamilyDecoder((fault) => faults.add(nowhere, fault));
    const family = decoder.decode(message);
    if (decoder.malformed) return notProtobuf;
    if (family) byName.set(family.name, family);
  }
  if (!messages) return notProtobuf;

  const given = [...byName.values()].filter(({ samples }) => samples.length > 0);
  const families = finish(validSteps(given, faults, { anyCounter: true }));
  const found = faults.all();
  return { families, faults: found, ...(found.length > 0 && { inconsistent: true }) };
}

const nowhere = { line: 0, column: 0 };

const notProtobuf: Parsed = {
  families: [],
  faults: [
    {
      ...nowhere,
      message:
        'the body is not what its Content-Type says, or it is cut off: send io.prometheus.client.MetricFamily messages, each after its length, or text without that Content-Type',
    },
  ],
};

/** By number, as in the enum MetricType. */
const types: readonly MetricType[] = ['counter', 'gauge', 'summary', 'untyped', 'histogram'];

/** Numbers of the fields of a Metric that hold its value. */
const valueFields: Readonly<Record<MetricType, number>> = {
  gauge: 2,
  counter: 3,
  summary: 4,
  untyped: 5,
  histogram: 7,
};

/** What the samples of one metric have in common. */
interface Common {
  readonly labels: Labels;
  readonly timestampMs?: number;
}

class FamilyDecoder {
  /** Some part of the message was no message. */
  malformed = false;
  private name = '';

  constructor(private readonly report: (fault: string) => void) {}

  /** Without what was reported. */
  decode(message: Uint8Array): MetricFamily | undefined {
    const fields = this.fieldsOf(message);
    this.name = this.text(fields, 1);
    const typeNumber = lastNumber(fields, 'varint', 3) ?? 0;
    const type = types[typeNumber];
    if (type === undefined) {
      this.report(
        `${quote(this.name)} has the type number ${typeNumber}: text 0.0.4 only has counter, gauge, histogram, summary and untyped`,
      );
      return undefined;
    }
    const samples = messagesOf(fields, 4).flatMap((metric) => this.samples(metric, type));
    // Text has no way to say blanks at the beginning of a HELP.
    const help = this.text(fields, 2).replace(/^[ \t]+/, '');
    return { name: this.name, type, help, samples };
  }

  private samples(metric: Uint8Array, type: MetricType): Sample[] {
    const fields = this.fieldsOf(metric);
    const labels = this.labels(fields, type);
    const value = messagesOf(fields, valueFields[type]).at(-1);
    if (value === undefined) {
      this.report(`a metric of the ${type} ${quote(this.name)} has no value of that type: give it one`);
      return [];
    }
    const timestampMs = lastNumber(fields, 'varint', 6);
    const common = { labels, ...(timestampMs !== undefined && { timestampMs }) };
    const valueParts = this.fieldsOf(value);
    if (type === 'histogram') return this.histogram(valueParts, common);
    if (type === 'summary') return this.summary(valueParts, common);
    return [{ ...common, name: this.name, value: doubleOf(valueParts, 1) }];
  }

  private summary(fields: readonly WireField[], common: Common): Sample[] {
    const quantiles = messagesOf(fields, 3).map((quantile) => {
      const parts = this.fieldsOf(quantile);
      return this.part('', common, { quantile: formatAsGo(doubleOf(parts, 1)) }, doubleOf(parts, 2));
    });
    return [...quantiles, ...this.totals(fields, common)];
  }

  private histogram(fields: readonly WireField[], common: Common): Sample[] {
    const bounds = messagesOf(fields, 3).map((bucket) => {
      const parts = this.fieldsOf(bucket);
      return { le: doubleOf(parts, 2), count: countOf(parts, 1) };
    });
    // Clients leave it out of protobuf, where it says nothing that the count does not.
    if (bounds.at(-1)?.le !== Number.POSITIVE_INFINITY) {
      bounds.push({ le: Number.POSITIVE_INFINITY, count: countOf(fields, 1) });
    }
    const buckets = bounds.map(({ le, count }) =>
      this.part('_bucket', common, { le: formatAsGo(le) }, count),
    );
    return [...buckets, ...this.totals(fields, common)];
  }

  private totals(fields: readonly WireField[], common: Common): Sample[] {
    return [
      this.part('_sum', common, {}, doubleOf(fields, 2)),
      this.part('_count', common, {}, countOf(fields, 1)),
    ];
  }

  private part(suffix: string, common: Common, labels: Labels, value: number): Sample {
    return { ...common, name: this.name + suffix, labels: { ...common.labels, ...labels }, value };
  }

  private labels(fields: readonly WireField[], type: MetricType): Labels {
    const labels: Record<string, string> = {};
    for (const pair of messagesOf(fields, 1)) {
      const parts = this.fieldsOf(pair);
      const name = this.text(parts, 1);
      const fault = this.labelFault(name, labels, type);
      if (fault === undefined) labels[name] = this.text(parts, 2);
      else this.report(`the label name ${quote(name)} of a metric of ${quote(this.name)} ${fault}`);
    }
    return labels;
  }

  private labelFault(name: string, labels: Labels, type: MetricType): string | undefined {
    if (Object.hasOwn(labels, name)) return 'is given twice: leave one out';
    if (name === partLabel(type)) return `belongs to the parts of a ${type}: name it otherwise`;
    return labelNameFault(name);
  }

  private fieldsOf(message: Uint8Array): readonly WireField[] {
    const fields = wireFields(message);
    if (!fields) this.malformed = true;
    return fields ?? [];
  }

  /** The string of a field, empty when there is none. */
  private text(fields: readonly WireField[], number: number): string {
    const bytes = messagesOf(fields, number).at(-1);
    try {
      return bytes === undefined ? '' : (shortAscii(bytes) ?? utf8.decode(bytes));
    } catch {
      this.report(
        `a name, a HELP or a label value of the family ${quote(this.name)} is not UTF-8: encode it so`,
      );
      return '';
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What nearly all names and values are, several times faster than by the decoder. */
function shortAscii(bytes: Uint8Array): string | undefined {
  return bytes.length <= 64 && bytes.every((byte) => byte < 0x80) ? String.fromCharCode(...bytes) : undefined;
}

/** The values of every field of this number that holds a message or a string. */
function messagesOf(fields: readonly WireField[], number: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const field of fields) if (field.wire === 'bytes' && field.number === number) found.push(field.value);
  return found;
}

/** Of a field that is there more than once the last value counts; one of another wire type is not the field that is meant. */
function lastNumber(
  fields: readonly WireField[],
  wire: 'varint' | 'fixed64',
  number: number,
): number | undefined {
  let value: number | undefined;
  for (const field of fields) if (field.wire === wire && field.number === number) value = field.value;
  return value;
}

/** What is not there is 0, as protobuf has it. */
function doubleOf(fields: readonly WireField[], number: number): number {
  return lastNumber(fields, 'fixed64', number) ?? 0;
}

const floatCount = 4;

/** A histogram may count in fractions, in a field of its own: that it must not is said by the rules for all histograms. */
function countOf(fields: readonly WireField[], number: number): number {
  return doubleOf(fields, floatCount) || (lastNumber(fields, 'varint', number) ?? 0);
}
