import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { findElectronForTests } from '../scripts/electron/provide-electron';
import { findChromium } from '../scripts/provide/machine';
import { repositoryRoot } from '../scripts/support/repository';
import { startDesktopSession } from '../test/support/desktop-session';
import { makeFakeMain } from '../test/support/fake-main';
import { startFakeServer } from '../test/support/fake-server';
import { fakeSettings, stateFor } from '../test/support/fake-state';
import { buildRenderer } from '../test/support/renderer-build';
import { startTrayWatcher } from '../test/support/tray-watcher';
import type { Bench, BenchResult } from './bench';
import { median, spread } from './support/statistics';

const targets = 20;
const rounds = 15;
const frameTargets = 50;
const framesWatchedMs = 10_000;
const opened = 9;

const intro = `Without a GPU, on this machine's two cores. *Drawing*: ${targets} smoke charts of 24 h, a cycle each 15 s (5,760 cycles each), from the data to the painted picture; the first
time the charts are made, then they get another day. *Opening*: from the click on the tray's entry until the largest text of the *Now* page is painted, in Electron, whose
window is made anew each time. *Frames*: *Now* with ${frameTargets} targets and a new state each second, over ${framesWatchedMs / 1000} s, of 60 a second that the screen asks for.`;

export const windowBench: Bench = {
  name: 'window',
  title: 'The window',
  missing() {
    if (findChromium() === undefined) return 'there is no Chromium';
    return findElectronForTests() ? undefined : 'there is no Electron: run npm run electron:provide';
  },
  async run({ say }): Promise<BenchResult> {
    const session = await startDesktopSession();
    Object.assign(process.env, session.env);
    try {
      say('  drawing');
      const drawing = await drawingIn();
      say('  opening');
      // With a panel on the desktop, closing the window is its end.
      const panel = await startTrayWatcher(session.env.DBUS_SESSION_BUS_ADDRESS);
      const openingMs = await openingsMs().finally(() => panel.stop());
      say('  frames');
      const framesASecond = await framesASecondWith(frameTargets);
      return resultOf(drawing, openingMs, framesASecond);
    } finally {
      await session.stop();
    }
  },
};

type Drawing = Readonly<Record<'Chromium' | 'Electron', readonly number[]>>;

function resultOf(drawing: Drawing, openingMs: readonly number[], framesASecond: number): BenchResult {
  const rows = Object.entries(drawing).map(([where, [first = Number.NaN, ...later]]) => [
    where,
    first.toFixed(0),
    median(later).toFixed(0),
    `${(100 * spread(later)).toFixed(0)} %`,
  ]);
  return {
    intro,
    tables: [
      { head: [`${targets} × 24 h`, 'first time, ms', 'another day, ms', 'IQR/2'], rows },
      {
        head: ['', 'median', 'IQR/2'],
        rows: [
          ['opening, ms', median(openingMs).toFixed(0), `${(100 * spread(openingMs)).toFixed(0)} %`],
          ['frames a second', framesASecond.toFixed(1), ''],
        ],
      },
    ],
    goals: [
      {
        what: `${targets} × 24 h in Chromium, to 100 ms`,
        ratio: median(drawing.Chromium.slice(1)) / 100,
        atMost: 1,
      },
      {
        what: `${targets} × 24 h in Electron, to 100 ms`,
        ratio: median(drawing.Electron.slice(1)) / 100,
        atMost: 1,
      },
      { what: 'opening, to 300 ms', ratio: median(openingMs) / 300, atMost: 1 },
      { what: 'frames that are missed, of all', ratio: Math.max(0, 1 - framesASecond / 60), atMost: 0.05 },
    ],
    skipped: [],
  };
}

const isRoot = process.getuid?.() === 0;

async function drawingIn(): Promise<Drawing> {
  const folder = mkdtempSync(join(tmpdir(), 'pushtray-bench-'));
  await build({
    root: join(__dirname, 'window-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    build: { target: 'chrome108', outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  const server = await startFakeServer(folder, makeFakeMain());
  try {
    return {
      Chromium: await inChromium((browser) => drawn(browser, server.origin)),
      Electron: await inElectron(server.origin),
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function inChromium<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: findChromium() as string,
    chromiumSandbox: !isRoot,
  });
  return use(browser).finally(() => browser.close());
}

async function drawn(browser: Browser, origin: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(origin);
  return drawDays(page);
}

async function inElectron(origin: string): Promise<number[]> {
  const electron = await _electron.launch({
    executablePath: findElectronForTests()?.executable as string,
    args: [join(__dirname, 'window-app')],
    env: { ...environment(), BENCH_URL: origin },
    chromiumSandbox: !isRoot,
  });
  return drawDays(await electron.firstWindow()).finally(() => electron.close());
}

async function drawDays(page: Page): Promise<number[]> {
  await page.waitForFunction(() => typeof window.drawDays === 'function');
  const tookMs: number[] = [];
  for (let day = 0; day <= rounds; day += 1) {
    tookMs.push(
      await page.evaluate(([count, which]) => window.drawDays(count, which), [targets, day] as const),
    );
  }
  return tookMs;
}

/** Touches no other machine. */
const quietSettings = {
  version: 1,
  collectors: [
    { id: 'tcp', kind: 'tcp-states' },
    { id: 'ping', kind: 'ping', targets: [{ name: 'lo', host: '127.0.0.1' }] },
  ],
  server: { listen: '127.0.0.1:0' },
};

async function openingsMs(): Promise<number[]> {
  const home = mkdtempSync(join(tmpdir(), 'pushtray-bench-home-'));
  mkdirSync(join(home, 'pushtray'));
  writeFileSync(join(home, 'pushtray/settings.json'), JSON.stringify(quietSettings));
  const electron = await _electron.launch({
    executablePath: findElectronForTests()?.executable as string,
    args: [repositoryRoot],
    env: { ...environment(), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home },
    chromiumSandbox: !isRoot,
  });
  const tookMs: number[] = [];
  try {
    for (let time = 0; time < opened; time += 1) {
      for (const window of electron.windows()) await window.close();
      const next = electron.waitForEvent('window');
      const clickedAtMs = await electron.evaluate(({ app }) => {
        const atMs = Date.now();
        app.emit('activate');
        return atMs;
      });
      const page = await next;
      await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
      tookMs.push((await page.evaluate(largestPaintAtMs)) - clickedAtMs);
    }
  } finally {
    await electron.close();
    rmSync(home, { recursive: true });
  }
  return tookMs;
}

/** Runs in the page. Milliseconds since 1970. */
function largestPaintAtMs(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const last = list.getEntries().at(-1);
      resolve(performance.timeOrigin + (last?.startTime ?? Number.NaN));
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

async function framesASecondWith(count: number): Promise<number> {
  const many = Array.from({ length: count }, (_, index) => ({
    name: `host-${index}`,
    host: `10.0.0.${index + 1}`,
  }));
  const settings = fakeSettings({
    version: 1,
    collectors: [
      { id: 'tcp', kind: 'tcp-states' },
      { id: 'ping', kind: 'ping', targets: many },
    ],
  });
  const fake = makeFakeMain({ state: (_busy, history) => stateFor(settings, Date.now(), history) });
  const renderer = await buildRenderer();
  const server = await startFakeServer(renderer.folder, fake);
  const news = setInterval(() => fake.change(stateFor(settings, Date.now(), fake.history)), 1000);
  try {
    return await inChromium(async (browser) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      await page.goto(`${server.origin}/#token=${server.token}`);
      await page.getByText('host-49').first().waitFor();
      const frames = await page.evaluate<number>(countFrames);
      return frames / (framesWatchedMs / 1000);
    });
  } finally {
    clearInterval(news);
    await server.close();
    await renderer.remove();
  }
}

/** Runs in the page; a text, since what tsx makes of a function calls helpers that are not there. */
const countFrames = `new Promise((resolve) => {
  const untilMs = performance.now() + ${framesWatchedMs};
  let frames = 0;
  requestAnimationFrame(function next() {
    frames += 1;
    if (performance.now() < untilMs) requestAnimationFrame(next);
    else resolve(frames);
  });
})`;

function environment(): Record<string, string> {
  const set = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(set);
}
