/**
 * Reads write requests by the published message definitions: prometheus/prometheus prompb/remote.proto, prompb/types.proto and
 * prompb/io/prometheus/write/v2/types.proto.
 */

export interface DecodedSeries {
  /** In the order of the message. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly samples: readonly DecodedSample[];
  readonly metadata?: { readonly type: number; readonly help: string };
}

export interface DecodedSample {
  readonly value: number;
  readonly valueBits: bigint;
  readonly timestampMs: number;
  readonly startMs?: number;
}

export const staleBits = 0x7ff0000000000002n;

export function isStale({ valueBits }: DecodedSample): boolean {
  return valueBits === staleBits;
}

type Field = readonly [number: number, value: bigint | Buffer];

/** The fields of a message in their order; fixed64 values as their bits. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    if ((tag & 7) === 0) fields.push([number, varint()]);
    else if ((tag & 7) === 1) {
      fields.push([number, message.readBigUInt64LE(at)]);
      at += 8;
    } else if ((tag & 7) === 2) {
      const size = Number(varint());
      if (at + size > message.length) throw new Error('protobuf: a field is longer than its message');
      fields.push([number, message.subarray(at, at + size)]);
      at += size;
    } else throw new Error(`protobuf: wire type ${tag & 7}`);
  }
  return fields;
}

function only(fields: readonly Field[], ...numbers: number[]): void {
  const other = fields.find(([number]) => !numbers.includes(number));
  if (other) throw new Error(`protobuf: field ${other[0]} was not expected`);
}

function all(fields: readonly Field[], number: number): Buffer[] {
  return fields.filter(([own]) => own === number).map(([, value]) => value as Buffer);
}

function one(fields: readonly Field[], number: number): bigint | undefined {
  return fields.find(([own]) => own === number)?.[1] as bigint | undefined;
}

function sampleOf(message: Buffer): DecodedSample {
  const fields = fieldsOf(message);
  only(fields, 1, 2, 3);
  const valueBits = one(fields, 1) ?? 0n;
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64LE(valueBits);
  const startMs = one(fields, 3);
  return {
    value: bits.readDoubleLE(0),
    valueBits,
    timestampMs: Number(one(fields, 2) ?? 0n),
    ...(startMs === undefined ? {} : { startMs: Number(startMs) }),
  };
}

/** `prometheus.WriteRequest` */
export function decodeVersion1(message: Buffer): DecodedSeries[] {
  const request = fieldsOf(message);
  only(request, 1);
  return all(request, 1).map((timeSeries) => {
    const fields = fieldsOf(timeSeries);
    only(fields, 1, 2);
    const labels = all(fields, 1).map((label) => {
      const parts = fieldsOf(label);
      only(parts, 1, 2);
      return [all(parts, 1).join(''), all(parts, 2).join('')] as const;
    });
    return { labels, samples: all(fields, 2).map(sampleOf) };
  });
}

/** `io.prometheus.write.v2.Request` */
export function decodeVersion2(message: Buffer): DecodedSeries[] {
  const request = fieldsOf(message);
  only(request, 4, 5);
  const symbols = all(request, 4).map(String);
  if (symbols[0] !== '') throw new Error('the first symbol must be empty');
  if (new Set(symbols).size !== symbols.length) throw new Error('a symbol is there twice');
  const symbol = (reference: bigint) => {
    const text = symbols[Number(reference)];
    if (text === undefined) throw new Error(`no symbol ${reference}`);
    return text;
  };
  return all(request, 5).map((timeSeries) => {
    const fields = fieldsOf(timeSeries);
    only(fields, 1, 2, 5);
    const texts = all(fields, 1).flatMap(packed).map(symbol);
    if (texts.length % 2 !== 0) throw new Error('a label without a value');
    const labels = texts.flatMap((text, index) =>
      index % 2 === 0 ? [[text, texts[index + 1] as string] as const] : [],
    );
    const metadata = fieldsOf(all(fields, 5)[0] ?? Buffer.alloc(0));
    only(metadata, 1, 3);
    return {
      labels,
      samples: all(fields, 2).map(sampleOf),
      metadata: { type: Number(one(metadata, 1) ?? 0n), help: symbol(one(metadata, 3) ?? 0n) },
    };
  });
}

function packed(bytes: Buffer): bigint[] {
  const values: bigint[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    values.push(value);
    value = 0n;
    shift = 0n;
  }
  return values;
}
