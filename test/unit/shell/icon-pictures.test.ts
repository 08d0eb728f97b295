import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { healthLevel } from '../../../main/contract/verdict';
import { iconPictures } from '../../../main/shell/tray/icon-pictures';

const icons = resolve(__dirname, '../../../main/shell/tray/icons');
const platforms = ['linux', 'win32', 'darwin'] as const;

describe("the tray's icon", () => {
  it.each(platforms)('has its pictures for every level on %s', (platform) => {
    const pictures = healthLevel.options.flatMap((level) => iconPictures(level, platform));
    expect(pictures.filter(({ file }) => !existsSync(resolve(icons, file)))).toEqual([]);
  });

  it.each(platforms)('differs for every level on %s', (platform) => {
    const first = healthLevel.options.map((level) => iconPictures(level, platform)[0]?.file);
    expect(new Set(first).size).toBe(healthLevel.options.length);
  });

  it.each(platforms)('has in each picture as many pixels as its scale wants on %s', (platform) => {
    for (const level of healthLevel.options) {
      const pictures = iconPictures(level, platform);
      const widths = pictures.map(({ file }) => readFileSync(resolve(icons, file)).readUInt32BE(16));
      const [first = 0] = widths;
      expect(widths).toEqual(pictures.map(({ scaleFactor }) => first * scaleFactor));
    }
  });

  it('is a template on macOS alone, which colours it as the menu bar is', () => {
    expect(iconPictures('ok', 'darwin').every(({ file }) => file.includes('template'))).toBe(true);
    expect(iconPictures('ok', 'linux').some(({ file }) => file.includes('template'))).toBe(false);
  });
});
