import type { NativeImage } from 'electron';
import { type HealthLevel, healthLevel } from '../../main/contract/verdict';
import { expect, test } from '../support/shell-harness/shell-harness';

interface Drawn {
  readonly scaleFactor: number;
  readonly widthDip: number;
  /** As many as there are, not as many as it is stretched to. */
  readonly pixels: number;
  /** How many of them are neither clear nor black. */
  readonly coloured: number;
}

type TrayImage = (level: HealthLevel, platform: NodeJS.Platform) => NativeImage;

test("the tray's icon has a picture of its own for each scale, black alone where macOS colours it", async ({
  trayWatcher,
  launchShell,
}) => {
  const { electron } = await launchShell();
  await trayWatcher.item();
  const drawnOn = (platform: NodeJS.Platform) =>
    electron.evaluate(
      (_electron, [levels, name]) => {
        const { trayImage } = globalThis as unknown as { trayImage: TrayImage };
        return levels.map((level) => {
          const image = trayImage(level, name);
          return image.getScaleFactors().map((scaleFactor): Drawn => {
            const bitmap = image.toBitmap({ scaleFactor });
            const places = Array.from({ length: bitmap.length / 4 }, (_, index) => index * 4);
            const coloured = places.filter((at) => bitmap.subarray(at, at + 3).some((part) => part > 0));
            const widthDip = image.getSize(scaleFactor).width;
            return { scaleFactor, widthDip, pixels: places.length, coloured: coloured.length };
          });
        });
      },
      [healthLevel.options, platform] as const,
    );
  const scales = { darwin: [1, 2], win32: [1, 1.25, 1.5, 2] } as const;
  for (const platform of ['darwin', 'win32'] as const) {
    for (const pictures of await drawnOn(platform)) {
      expect(pictures.map(({ scaleFactor }) => scaleFactor)).toEqual(scales[platform]);
      for (const { scaleFactor, widthDip, pixels, coloured } of pictures) {
        expect({ widthDip, pixels }).toEqual({ widthDip: 16, pixels: (16 * scaleFactor) ** 2 });
        expect(coloured === 0).toBe(platform === 'darwin');
      }
    }
  }
  // Panels of Linux take one picture, large enough for any of theirs at twice its size.
  for (const [picture] of await drawnOn('linux')) expect(picture?.pixels).toBe(48 ** 2);
});
