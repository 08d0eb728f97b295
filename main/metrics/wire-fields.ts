/** A field of a protobuf message (protobuf.dev, "Encoding"), as far as the wire tells. */
export type WireField = NumberField | BytesField;

export interface NumberField {
  readonly wire: 'varint' | 'fixed64' | 'fixed32';
  readonly number: number;
  /** A varint as unsigned integer, above 2^53 the nearest double; the fixed ones as floating-point number. */
  readonly value: number;
}

export interface BytesField {
  readonly wire: 'bytes';
  readonly number: number;
  readonly value: Uint8Array;
}

/** Every field of one message, in order; `undefined` when the bytes are no message, or have the groups that proto3 dropped. */
export function wireFields(message: Uint8Array): WireField[] | undefined {
  const reader = new WireReader(message);
  const fields: WireField[] = [];
  while (!reader.atEnd) {
    const field = reader.field();
    if (!field) return undefined;
    fields.push(field);
  }
  return fields;
}

/** The messages of a stream in which each stands after its length; `undefined` when the last is cut off. */
export function delimitedMessages(stream: Uint8Array): Uint8Array[] | undefined {
  const reader = new WireReader(stream);
  const messages: Uint8Array[] = [];
  while (!reader.atEnd) {
    const message = reader.bytes();
    if (!message) return undefined;
    messages.push(message);
  }
  return messages;
}

/** One for all numbers: a view of its own for each message would cost more than all else. */
const scratch = new DataView(new ArrayBuffer(8));

/** Of a 64-bit varint, seven bits each. */
const mostVarintBytes = 10;

/** Goes over the bytes once, and copies none; every step answers `undefined` when they do not hold what it looks for. */
class WireReader {
  private at = 0;

  constructor(private readonly source: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  field(): WireField | undefined {
    const tag = this.varint() ?? 0;
    const number = Math.floor(tag / 8);
    if (number === 0) return undefined;
    switch (tag % 8) {
      case 0:
        return numberField('varint', number, this.varint());
      case 1:
        return numberField('fixed64', number, this.fixed(8));
      case 2:
        return bytesField(number, this.bytes());
      case 5:
        return numberField('fixed32', number, this.fixed(4));
      default:
        return undefined;
    }
  }

  bytes(): Uint8Array | undefined {
    const length = this.varint();
    if (length === undefined) return undefined;
    const start = this.at;
    return this.skip(length) ? this.source.subarray(start, this.at) : undefined;
  }

  private varint(): number | undefined {
    let value = 0;
    for (let count = 0; count < mostVarintBytes && !this.atEnd; count += 1) {
      const byte = this.source[this.at++] ?? 0;
      value += (byte & 0x7f) * 2 ** (7 * count);
      if (byte < 0x80) return value;
    }
    return undefined;
  }

  private fixed(size: 4 | 8): number | undefined {
    const start = this.at;
    if (!this.skip(size)) return undefined;
    for (let index = 0; index < size; index += 1) scratch.setUint8(index, this.source[start + index] ?? 0);
    return size === 8 ? scratch.getFloat64(0, true) : scratch.getFloat32(0, true);
  }

  private skip(count: number): boolean {
    if (count > this.source.length - this.at) return false;
    this.at += count;
    return true;
  }
}

function numberField(
  wire: NumberField['wire'],
  number: number,
  value: number | undefined,
): NumberField | undefined {
  return value === undefined ? undefined : { wire, number, value };
}

function bytesField(number: number, value: Uint8Array | undefined): BytesField | undefined {
  return value && { wire: 'bytes', number, value };
}
