import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeIcns, encodeIco, type Picture } from '../../../scripts/icons/containers';
import { drawAll } from '../../../scripts/icons/draw';
import { trayColours, trayStates, traySvg } from '../../../scripts/icons/tray-svg';
import { repositoryRoot } from '../../../scripts/support/repository';
import { type Colour, contrast } from '../../support/contrast';

const picture = (widthPx: number): Picture => ({ widthPx, png: Buffer.from(`png of ${widthPx}`) });

it('every committed icon is what its drawing gives', () => {
  const stale = drawAll().filter(
    ({ path, content }) => !readFileSync(join(repositoryRoot, path)).equals(content),
  );
  expect(stale.map(({ path }) => path)).toEqual([]);
});

describe('the tray icon', () => {
  it('has another shape in each state, without its colour', () => {
    const shapes = trayStates.map((state) => traySvg(state, '#000000'));
    expect(new Set(shapes).size).toBe(trayStates.length);
  });

  it.each(trayStates)('can be seen on a light and on a dark panel when %s', (state) => {
    for (const panel of ['#ffffff', '#2d2d2d']) {
      expect(contrast(channels(trayColours[state]), channels(panel))).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the container of Windows', () => {
  const ico = encodeIco([picture(16), picture(256)]);

  it('says that it holds icons, and how many', () => {
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([0, 1, 2]);
  });

  it.each([
    [0, 16, 'png of 16'],
    [1, 0, 'png of 256'],
  ])('points entry %i (width %i) to its picture', (index, width, content) => {
    const entry = 6 + 16 * index;
    const [size, offset] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
    expect(ico.readUInt8(entry)).toBe(width);
    expect(ico.subarray(offset, offset + size).toString()).toBe(content);
  });
});

describe('the container of macOS', () => {
  const icns = encodeIcns([picture(32), picture(256)]);

  it('gives its own length', () => {
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
  });

  it('holds a picture for each size it is drawn at', () => {
    const chunks: [string, string][] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      chunks.push([
        icns.toString('latin1', at, at + 4),
        icns.toString('utf8', at + 8, at + icns.readUInt32BE(at + 4)),
      ]);
    }
    expect(chunks).toEqual([
      ['ic11', 'png of 32'],
      ['ic08', 'png of 256'],
      ['ic13', 'png of 256'],
    ]);
  });
});

/** `#rrggbb`. */
function channels(colour: string): Colour {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
