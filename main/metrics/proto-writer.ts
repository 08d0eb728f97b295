const firstSize = 16 * 1024;
/** Wire types, https://protobuf.dev/programming-guides/encoding/ */
const wire = { varint: 0, fixed64: 1, bytes: 2 } as const;

/** Of 64 bits, seven each. */
const mostVarintBytes = 10;
const utf8 = new TextEncoder();

/** Writes messages in protobuf's wire format: as much of it as exposition and write requests need. */
export class ProtoWriter {
  private buffer = new Uint8Array(firstSize);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  /** A whole number from 0 to below 2^64. */
  integer(field: number, value: number): void {
    this.tag(field, wire.varint);
    this.varint(value);
  }

  /** A double by its bits, since a number of JavaScript does not keep which NaN it is. */
  doubleBits(field: number, bits: bigint): void {
    this.tag(field, wire.fixed64);
    this.reserve(8);
    this.view.setBigUint64(this.length, bits, true);
    this.length += 8;
  }

  double(field: number, value: number): void {
    this.tag(field, wire.fixed64);
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  text(field: number, text: string): void {
    this.tag(field, wire.bytes);
    if (this.ascii(text)) return;
    const bytes = utf8.encode(text);
    this.varint(bytes.length);
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A message, or packed integers, that `write` writes into this writer. */
  nested(field: number, write: () => void): void {
    this.tag(field, wire.bytes);
    this.delimited(write);
  }

  /** A message after its length, as one of a stream. */
  delimited(write: () => void): void {
    // The size comes first but is known last: most sizes take one byte, for others what was written makes room.
    const sizeAt = this.length;
    this.varint(0);
    const begin = this.length;
    write();
    const size = this.length - begin;
    const end = this.length + varintSize(size) - 1;
    this.reserve(end - this.length);
    if (end > this.length) this.buffer.copyWithin(end - size, begin, this.length);
    this.length = sizeAt;
    this.varint(size);
    this.length = end;
  }

  /** Of packed integers, which have no tags of their own. */
  varint(value: number): void {
    this.reserve(mostVarintBytes);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
  }

  /** What was written; valid until something more is. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** Size and text, several times faster than an encoder does it for the short texts that labels are; false when it is not ASCII. */
  private ascii(text: string): boolean {
    const begin = this.length;
    this.varint(text.length);
    this.reserve(text.length);
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) {
        this.length = begin;
        return false;
      }
      this.buffer[this.length++] = code;
    }
    return true;
  }

  private tag(field: number, type: number): void {
    this.varint(field * 8 + type);
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + size));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}
