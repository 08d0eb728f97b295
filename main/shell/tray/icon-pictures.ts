import type { HealthLevel } from '../../contract/verdict';

export interface IconPicture {
  /** Below `icons/`. */
  readonly file: string;
  /** What it is drawn for: 2 on a Retina screen. */
  readonly scaleFactor: number;
}

/** The pictures that make up one icon. */
export function iconPictures(level: HealthLevel, platform: NodeJS.Platform): IconPicture[] {
  const picture = (name: string, widthPx: number, scaleFactor: number) => ({
    file: `${name}-${widthPx}.png`,
    scaleFactor,
  });
  switch (platform) {
    case 'darwin':
      return [picture(`${level}-template`, 16, 1), picture(`${level}-template`, 32, 2)];
    case 'win32':
      return [
        picture(level, 16, 1),
        picture(level, 20, 1.25),
        picture(level, 24, 1.5),
        picture(level, 32, 2),
      ];
    default:
      // Electron sends one picture only, and panels make it smaller well.
      return [picture(level, 48, 1)];
  }
}
