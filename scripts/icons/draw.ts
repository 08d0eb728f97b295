import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { repositoryRoot } from '../support/repository';
import { encodeIcns, encodeIco, type Picture } from './containers';
import { trayColours, trayStates, traySvg } from './tray-svg';

/** A generated file: its path from the repository's root, and its content. */
export interface DrawnFile {
  readonly path: string;
  readonly content: Buffer;
}

const appWidthsPx = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoWidthsPx = [16, 24, 32, 48, 64, 128, 256];
const icnsWidthsPx = [32, 64, 128, 256, 512, 1024];
/** 16, 20, 24, 32: Windows at 100 to 200 %; 22, 24: Linux panels, and their doubles. */
const trayWidthsPx = [16, 20, 22, 24, 32, 44, 48, 64];
/** macOS' menu bar, plain and Retina. */
const templateWidthsPx = [16, 32];

/** Everything that is made from build/icon.svg and from the tray's drawing. */
export function drawAll(): DrawnFile[] {
  return [...drawAppIcons(), ...drawTrayIcons()];
}

function drawAppIcons(): DrawnFile[] {
  const svg = readFileSync(join(repositoryRoot, 'build/icon.svg'), 'utf8');
  const pictures = (widthsPx: readonly number[]) => widthsPx.map((widthPx) => draw(svg, widthPx));
  return [
    ...pictures(appWidthsPx).map(({ widthPx, png }) => ({
      path: `build/icons/${widthPx}x${widthPx}.png`,
      content: png,
    })),
    { path: 'build/icon.ico', content: encodeIco(pictures(icoWidthsPx)) },
    { path: 'build/icon.icns', content: encodeIcns(pictures(icnsWidthsPx)) },
  ];
}

function drawTrayIcons(): DrawnFile[] {
  return trayStates.flatMap((state) => [
    ...drawSeries(traySvg(state, trayColours[state]), state, trayWidthsPx),
    ...drawSeries(traySvg(state, '#000000'), `${state}-template`, templateWidthsPx),
  ]);
}

function drawSeries(svg: string, name: string, widthsPx: readonly number[]): DrawnFile[] {
  return widthsPx.map((widthPx) => ({
    path: `main/shell/tray/icons/${name}-${widthPx}.png`,
    content: draw(svg, widthPx).png,
  }));
}

function draw(svg: string, widthPx: number): Picture {
  const rendered = new Resvg(svg, { fitTo: { mode: 'width', value: widthPx } }).render();
  return { widthPx, png: rendered.asPng() };
}
