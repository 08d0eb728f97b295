import type { Locator, Page } from '@playwright/test';
import { type Colour, contrast } from './contrast';

/** What is really drawn on a chart's canvas. */

export interface Stretch {
  /** Shares of the time that is shown. */
  readonly from: number;
  readonly to: number;
}

export interface Drawing {
  /**
   * The pattern that fills the stretch: for each place in a tile of 8 × 8 pixels the colour that stands there most, row by row. What
   * does not repeat (a line, the grid) falls out.
   */
  readonly tile: readonly (readonly string[])[];
  /** How many of the painted pixels have a colour, as it looks on the surface: `190,42,63`. */
  readonly colours: Readonly<Record<string, number>>;
  /** The colours along the ground, in the row that is next to the lowest. */
  readonly ground: readonly string[];
}

export async function drawnAt(chart: Locator, stretch: Stretch): Promise<Drawing> {
  const { '--surface': surface } = await coloursOf(chart.page(), ['--surface']);
  return chart.evaluate(readPixels, { ...stretch, surface });
}

/** One column of pixels from the top to the ground, as it looks on the surface. */
export async function columnAt(chart: Locator, share: number): Promise<readonly Colour[]> {
  const { '--surface': surface } = await coloursOf(chart.page(), ['--surface']);
  return chart.evaluate(readColumn, { share, surface });
}

/** Runs in the page. */
function readColumn(
  chart: Element,
  { share, surface }: { readonly share: number; readonly surface: Colour },
): Colour[] {
  const canvas = chart.querySelector('canvas');
  const over = chart.querySelector('.u-over');
  const pen = canvas?.getContext('2d');
  if (!canvas || !over || !pen) throw new Error('there is no chart');
  const [place, within] = [over.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const left = Math.round(place.left - within.left + place.width * share);
  const { data } = pen.getImageData(left, Math.ceil(place.top - within.top), 1, Math.floor(place.height));
  return Array.from({ length: data.length / 4 }, (_, y) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(y * 4, y * 4 + 4);
    return [red, green, blue].map((channel, index) =>
      Math.round((channel * alpha + (surface[index] ?? 0) * (255 - alpha)) / 255),
    );
  });
}

/** Runs in the page. */
function readPixels(chart: Element, { from, to, surface }: Stretch & { readonly surface: Colour }): Drawing {
  const canvas = chart.querySelector('canvas');
  const over = chart.querySelector('.u-over');
  const pen = canvas?.getContext('2d');
  if (!canvas || !over || !pen) throw new Error('there is no chart');
  const [place, within] = [over.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const left = Math.ceil(place.left - within.left + place.width * from);
  const top = Math.ceil(place.top - within.top);
  const [width, height] = [Math.floor(place.width * (to - from)), Math.floor(place.height)];
  const { data } = pen.getImageData(left, top, width, height);
  const colourAt = (x: number, y: number) => data.slice((y * width + x) * 4, (y * width + x) * 4 + 4).join();
  const colours: Record<string, number> = {};
  const places = Array.from({ length: 64 }, (): Record<string, number> => ({}));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(x, y);
      const seen = places[((top + y) % 8) * 8 + ((left + x) % 8)] ?? {};
      seen[colour] = (seen[colour] ?? 0) + 1;
      const [red = 0, green = 0, blue = 0, alpha = 0] = colour.split(',').map(Number);
      if (alpha === 0) continue;
      const share = alpha / 255;
      const look = [red, green, blue].map((value, index) =>
        Math.round(value * share + (surface[index] ?? 0) * (1 - share)),
      );
      colours[look.join()] = (colours[look.join()] ?? 0) + 1;
    }
  }
  const most = places.map((seen) => Object.entries(seen).sort(([, a], [, b]) => b - a)[0]?.[0] ?? '');
  return {
    tile: Array.from({ length: 8 }, (_, row) => most.slice(row * 8, row * 8 + 8)),
    colours,
    ground: Array.from({ length: width }, (_, x) => colourAt(x, height - 2)),
  };
}

/** What tokens of ours stand for now, system colours resolved; those that are not wholly opaque as they look on the surface. */
export async function coloursOf<Token extends string>(
  page: Page,
  tokens: readonly Token[],
): Promise<Readonly<Record<Token, Colour>>> {
  const seen = await page.evaluate((names) => {
    const style = getComputedStyle(document.documentElement);
    // A canvas takes system colours for those of the scheme it stands in.
    const canvas = document.body.appendChild(document.createElement('canvas'));
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (!pen) throw new Error('there is no canvas');
    const colours = names.map((name) => {
      for (const token of ['--surface', name]) {
        pen.fillStyle = style.getPropertyValue(token).trim();
        pen.fillRect(0, 0, 1, 1);
      }
      return [name, [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)]] as const;
    });
    canvas.remove();
    return colours;
  }, tokens);
  return Object.fromEntries(seen) as Record<Token, Colour>;
}

/** Which of these elements, by their classes, have no ground, edge or line that stands out from what they lie on. */
export async function faintAmong(page: Page, elements: string): Promise<readonly string[]> {
  const shown = await page.locator(elements).evaluateAll((all) =>
    all.map((element) => {
      const style = getComputedStyle(element);
      const edges = ['top', 'right', 'bottom', 'left'].filter(
        (side) => style.getPropertyValue(`border-${side}-width`) !== '0px',
      );
      const paints = [
        style.backgroundColor,
        style.backgroundImage,
        ...edges.map((side) => style.getPropertyValue(`border-${side}-color`)),
        ...(element instanceof SVGElement ? [style.stroke] : []),
      ];
      return { name: element.getAttribute('class') ?? '', paints: paints.join(' ') };
    }),
  );
  if (shown.length === 0) throw new Error(`there is no ${elements}`);
  const { '--surface': surface } = await coloursOf(page, ['--surface']);
  return shown
    .filter(({ paints }) => coloursIn(paints, surface).every((colour) => contrast(colour, surface) < 3))
    .map(({ name, paints }) => `${name}: ${paints}`);
}

/** Every `rgb(…)` and `rgba(…)` of a style, as it looks on a surface. */
function coloursIn(style: string, surface: Colour): Colour[] {
  return [...style.matchAll(/rgba?\(([^)]*)\)/g)].map(([, channels = '']) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = channels.split(/[ ,/]+/).map(Number);
    return [red, green, blue].map((value, index) => value * alpha + (surface[index] ?? 0) * (1 - alpha));
  });
}
