import type { MetricType } from '../../metrics/model';
import { ProtoWriter } from '../../metrics/proto-writer';
import type { FamilyInfo, Moment, TimeSeries } from './moment';

/** The NaN that ends a series, and the only other one that Prometheus knows (model/value/value.go there). */
const staleBits = 0x7ff0000000000002n;
const notANumberBits = 0x7ff8000000000001n;

export type ProtocolVersion = '1.0' | '2.0';

export function writeRequest(version: ProtocolVersion, moment: Moment): Buffer {
  return version === '2.0' ? writeRequest2(moment) : writeRequest1(moment);
}

/**
 * `prometheus.WriteRequest` (https://prometheus.io/docs/specs/prw/remote_write_spec/): timeseries=1 { labels=1
 * { name=1, value=2 }, samples=2 { value=1, timestamp=2 } }.
 */
function writeRequest1({ atMs, series }: Moment): Buffer {
  const writer = new ProtoWriter();
  const writeLabel = (name: string, value: string) =>
    writer.nested(1, () => {
      writer.text(1, name);
      writer.text(2, value);
    });
  for (const one of series) {
    writer.nested(1, () => {
      for (const [name, value] of one.labels) writeLabel(name, value);
      writer.nested(2, () => {
        writeValue(writer, one);
        writer.integer(2, atMs);
      });
    });
  }
  const { buffer, length } = writer.bytes();
  return Buffer.from(buffer, 0, length);
}

/**
 * `io.prometheus.write.v2.Request` (https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/): symbols=4, timeseries=5
 * { labels_refs=1, samples=2 { value=1, timestamp=2, start_timestamp=3 }, metadata=5 { type=1, help_ref=3 } }.
 */
function writeRequest2({ atMs, series }: Moment): Buffer {
  const symbols = new Symbols();
  const body = new ProtoWriter();
  for (const one of series) {
    body.nested(5, () => {
      body.nested(1, () => {
        for (const [name, value] of one.labels) {
          body.varint(symbols.reference(name));
          body.varint(symbols.reference(value));
        }
      });
      body.nested(2, () => {
        writeValue(body, one);
        body.integer(2, atMs);
        if (one.startMs !== undefined && one.startMs < atMs) body.integer(3, one.startMs);
      });
      body.nested(5, () => writeMetadata(body, one.family, symbols));
    });
  }
  const head = new ProtoWriter();
  for (const text of symbols.all()) head.text(4, text);
  return Buffer.concat([head.bytes(), body.bytes()]);
}

/** `Metadata.MetricType` of the second version. */
const typeNumbers: Readonly<Record<MetricType, number>> = {
  untyped: 0,
  counter: 1,
  gauge: 2,
  histogram: 3,
  summary: 5,
};

function writeMetadata(writer: ProtoWriter, { type, help }: FamilyInfo, symbols: Symbols): void {
  writer.integer(1, typeNumbers[type]);
  writer.integer(3, symbols.reference(help));
}

function writeValue(writer: ProtoWriter, { value }: TimeSeries): void {
  if (value === 'stale') writer.doubleBits(1, staleBits);
  else if (Number.isNaN(value)) writer.doubleBits(1, notANumberBits);
  else writer.double(1, value);
}

/** Every text once; the first is the empty one. */
class Symbols {
  private readonly references = new Map<string, number>([['', 0]]);

  reference(text: string): number {
    const known = this.references.get(text);
    if (known !== undefined) return known;
    const next = this.references.size;
    this.references.set(text, next);
    return next;
  }

  all(): Iterable<string> {
    return this.references.keys();
  }
}
