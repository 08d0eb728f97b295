/** Reads Snappy's block format, by https://github.com/google/snappy/blob/main/format_description.txt alone. */
export function unsnappy(input: Uint8Array): Buffer {
  let at = 0;
  const next = () => {
    const byte = input[at++];
    if (byte === undefined) throw new Error('snappy: ends too early');
    return byte;
  };
  const little = (bytes: number) => {
    let value = 0;
    for (let i = 0; i < bytes; i += 1) value += next() * 2 ** (8 * i);
    return value;
  };
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = next();
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const output: number[] = [];
  const copy = (length: number, distance: number) => {
    if (distance === 0 || distance > output.length) throw new Error(`snappy: copy from ${distance} before`);
    for (let i = 0; i < length; i += 1) output.push(output[output.length - distance] as number);
  };
  while (at < input.length) {
    const tag = next();
    const high = tag >> 2;
    switch (tag & 3) {
      case 0: {
        const length = (high < 60 ? high : little(high - 59)) + 1;
        for (let i = 0; i < length; i += 1) output.push(next());
        break;
      }
      case 1:
        copy((high & 7) + 4, ((tag >> 5) << 8) | next());
        break;
      case 2:
        copy(high + 1, little(2));
        break;
      default:
        copy(high + 1, little(4));
    }
  }
  if (output.length !== size) throw new Error(`snappy: ${output.length} bytes instead of ${size}`);
  return Buffer.from(output);
}
