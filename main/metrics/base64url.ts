const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 section 5, without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const here = Math.min(3, bytes.length - at);
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= here; digit += 1) text += alphabet[(bits >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** Padding is optional, any number of `=`; `undefined` when the rest is not of the URL-safe alphabet or is cut off. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  let end = text.length;
  while (text[end - 1] === '=') end -= 1;
  if (end % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let written = 0;
  for (let at = 0; at < end; at += 1) {
    const digit = alphabet.indexOf(text.charAt(at));
    if (digit < 0) return undefined;
    bits = ((bits << 6) | digit) & 0xffffff;
    // The bits of a byte are whole after each digit of four but the first.
    if (at % 4 > 0) bytes[written++] = bits >> (6 - 2 * (at % 4));
  }
  return bytes;
}
