import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window last was, as it is kept between runs. */
export const windowPlace = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  maximized: z.boolean(),
});

export type WindowPlace = z.infer<typeof windowPlace>;

export interface Placement {
  /** Without both the system chooses. */
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export const minimumSize = { width: 380, height: 400 } as const;
const firstSize = { width: 1120, height: 780 } as const;

/** As much of the title bar must be on a screen for the window to be grasped and moved. */
const grasp = { width: 120, height: 30 } as const;

/**
 * Where to open the window: where it was, unless that screen is gone, and never larger than a screen. `workAreas` are
 * the screens without their panels, the main one first.
 */
export function placeWindow(last: WindowPlace | undefined, workAreas: readonly Rectangle[]): Placement {
  const home = last && workAreas.find((area) => isGraspable(last, area));
  const size = sizeWithin(last ?? firstSize, home ?? workAreas[0]);
  const maximized = last?.maximized ?? false;
  return home ? { x: last.x, y: last.y, ...size, maximized } : { ...size, maximized };
}

function isGraspable(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x);
  const right = Math.min(window.x + window.width, area.x + area.width);
  const titleBarInside = window.y >= area.y && window.y + grasp.height <= area.y + area.height;
  return titleBarInside && right - left >= grasp.width;
}

function sizeWithin(size: { width: number; height: number }, area: Rectangle | undefined) {
  const bounded = (wanted: number, least: number, most = Number.POSITIVE_INFINITY) =>
    Math.max(least, Math.min(wanted, most));
  return {
    width: bounded(size.width, minimumSize.width, area?.width),
    height: bounded(size.height, minimumSize.height, area?.height),
  };
}
