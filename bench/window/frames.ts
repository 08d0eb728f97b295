import type { Page } from '@playwright/test';
import { type FakeMain, makeFakeMain } from '../../test/support/fake-main';
import { type FakeServer, startFakeServer } from '../../test/support/fake-server';
import { fakeSettings, stateFor } from '../../test/support/fake-state';
import { manyTargets } from '../../test/support/many-targets';
import { buildRenderer } from '../../test/support/renderer-build';
import { type Program, programs, shownIn } from './programs';

/** Frames a second, of 60 that the screen asks for. */
export interface Frames {
  readonly program: Program;
  /** *Now* with many targets and a new state each second. */
  readonly now: number;
  /** The charts of a target over 24 h, moved on with each frame as by a wheel. */
  readonly panned: number;
  /** The picture of many targets over 24 h, moved on so. */
  readonly together: number;
}

export async function countFrames(targets: number, watchedMs: number): Promise<Frames[]> {
  const renderer = await buildRenderer();
  try {
    const counted: Frames[] = [];
    for (const program of programs) {
      const now = await framesOfNow(program, { folder: renderer.folder, targets, watchedMs });
      const panning = (fake: FakeMain, address: string) =>
        framesOfPanning(program, { folder: renderer.folder, fake, address, watchedMs });
      const panned = await panning(makeFakeMain(), 'targets/api?range=24h');
      const together = await panning(manyTargets(targets), 'targets?range=24h');
      counted.push({ program, now, panned, together });
    }
    return counted;
  } finally {
    await renderer.remove();
  }
}

async function framesOfNow(
  program: Program,
  { folder, targets, watchedMs }: { folder: string; targets: number; watchedMs: number },
): Promise<number> {
  const many = Array.from({ length: targets }, (_, index) => ({
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
  const server = await startFakeServer(folder, fake);
  const news = setInterval(() => fake.change(stateFor(settings, Date.now(), fake.history)), 1000);
  try {
    return await shownIn(program, pageOf(server), async (page) => {
      await page
        .getByText(`host-${targets - 1}`)
        .first()
        .waitFor();
      return framesASecond(page, watchedMs, '');
    });
  } finally {
    clearInterval(news);
    await server.close();
  }
}

async function framesOfPanning(
  program: Program,
  {
    folder,
    fake,
    address,
    watchedMs,
  }: { folder: string; fake: FakeMain; address: string; watchedMs: number },
): Promise<number> {
  const server = await startFakeServer(folder, fake);
  try {
    return await shownIn(program, pageOf(server), async (page) => {
      // The page takes its token from the address first.
      await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${address}`);
      await page.locator('.u-over').first().waitFor();
      return framesASecond(page, watchedMs, turnWheel);
    });
  } finally {
    await server.close();
  }
}

function pageOf({ origin, token }: FakeServer): string {
  return `${origin}/#token=${token}`;
}

/** Runs in the page: a few pixels further into the past. */
const turnWheel = `document.querySelector('.u-over').dispatchEvent(
  new WheelEvent('wheel', { deltaX: -4, bubbles: true, cancelable: true })
);`;

/** `inEach` runs in the page at each frame. All of it is text, since what tsx makes of a function calls helpers that are not there. */
async function framesASecond(page: Page, watchedMs: number, inEach: string): Promise<number> {
  const frames = await page.evaluate<number>(`new Promise((resolve) => {
    const untilMs = performance.now() + ${watchedMs};
    let frames = 0;
    requestAnimationFrame(function next() {
      frames += 1;
      ${inEach}
      if (performance.now() < untilMs) requestAnimationFrame(next);
      else resolve(frames);
    });
  })`);
  return frames / (watchedMs / 1000);
}
