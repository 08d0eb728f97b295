/** A square PNG file and its width in pixels. */
export interface Picture {
  readonly widthPx: number;
  readonly png: Buffer;
}

const icoHeaderBytes = 6;
const icoEntryBytes = 16;

/** Windows' container, with PNG files in it as Vista and later read them: https://en.wikipedia.org/wiki/ICO_(file_format) */
export function encodeIco(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(icoHeaderBytes + icoEntryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ widthPx, png }, index) => {
    const entry = icoHeaderBytes + icoEntryBytes * index;
    // One byte each: 256 is written as 0.
    header.writeUInt8(widthPx % 256, entry);
    header.writeUInt8(widthPx % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/**
 * The chunk types whose content is a PNG file: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
 * icp4 and icp5, the small ones, are left out: app icons made of them are drawn wrongly.
 */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  32: ['ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** macOS' container; a picture stands in it once as itself and once as the double of half its size. */
export function encodeIcns(pictures: readonly Picture[]): Buffer {
  const chunks = pictures.flatMap(({ widthPx, png }) =>
    (icnsTypes[widthPx] ?? []).map((type) => chunk(type, png)),
  );
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
