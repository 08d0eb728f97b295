/** Matches are looked for within a block, so that every distance fits two bytes. */
const blockSize = 65_536;
const hashBits = 14;
const shortestMatch = 4;
const longestCopy = 64;

/**
 * Compresses into the block format of Snappy, which remote write asks for: the size of the input, then literals and
 * copies of what stands earlier (https://github.com/google/snappy/blob/main/format_description.txt).
 */
export function compressSnappy(input: Uint8Array): Buffer {
  const output = new Output(input);
  output.size(input.length);
  const table = new Uint16Array(1 << hashBits);
  for (let start = 0; start < input.length; start += blockSize) {
    compressBlock(output, table.fill(0), start, Math.min(start + blockSize, input.length));
  }
  return output.bytes();
}

/** `table` holds, for the hash of four bytes, where in the block they stood last. */
function compressBlock(output: Output, table: Uint16Array, start: number, end: number): void {
  const { input } = output;
  const lastMatchAt = end - shortestMatch;
  let literalsFrom = start;
  let at = start + 1;
  while (at <= lastMatchAt) {
    const four = input.readInt32LE(at);
    const hash = Math.imul(four, 0x1e35a7bd) >>> (32 - hashBits);
    const candidate = start + (table[hash] ?? 0);
    table[hash] = at - start;
    if (input.readInt32LE(candidate) !== four) {
      // What has not matched for long is hardly compressible: look at fewer places.
      at += 1 + ((at - literalsFrom) >> 5);
      continue;
    }
    const length = matchLength(input, candidate, at, end);
    output.literal(literalsFrom, at);
    output.copy(at - candidate, length);
    at += length;
    literalsFrom = at;
  }
  output.literal(literalsFrom, end);
}

function matchLength(input: Buffer, candidate: number, at: number, end: number): number {
  let length = shortestMatch;
  while (at + length < end && input[candidate + length] === input[at + length]) length += 1;
  return length;
}

class Output {
  readonly input: Buffer;
  private readonly output: Buffer;
  private length = 0;

  constructor(input: Uint8Array) {
    this.input = Buffer.from(input.buffer, input.byteOffset, input.length);
    // Snappy's own bound for what does not compress.
    this.output = Buffer.allocUnsafe(32 + input.length + Math.ceil(input.length / 6));
  }

  size(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  literal(from: number, to: number): void {
    const last = to - from - 1;
    if (last < 0) return;
    if (last < 60) this.byte(last << 2);
    else {
      this.byte(last < 0x100 ? 60 << 2 : 61 << 2);
      this.byte(last);
      if (last >= 0x100) this.byte(last >> 8);
    }
    // Most are a few bytes long, for which a call that copies them costs more than they do.
    if (to - from > 64) this.length += this.input.copy(this.output, this.length, from, to);
    else for (let at = from; at < to; at += 1) this.byte(this.input[at] ?? 0);
  }

  copy(distance: number, length: number): void {
    let rest = length;
    for (; rest > longestCopy; rest -= longestCopy) this.farCopy(distance, longestCopy);
    const isNear = rest >= 4 && rest <= 11 && distance < 2_048;
    if (isNear) {
      this.byte(1 | ((rest - 4) << 2) | ((distance >> 8) << 5));
      this.byte(distance);
    } else this.farCopy(distance, rest);
  }

  bytes(): Buffer {
    return this.output.subarray(0, this.length);
  }

  private farCopy(distance: number, length: number): void {
    this.byte(2 | ((length - 1) << 2));
    this.byte(distance);
    this.byte(distance >> 8);
  }

  /** Its lowest eight bits. */
  private byte(value: number): void {
    this.output[this.length++] = value;
  }
}
