import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { makeFakeMain } from '../../test/support/fake-main';
import { startFakeServer } from '../../test/support/fake-server';
import { type Program, programs, shownIn } from './programs';

/** Milliseconds until a day is drawn: when the charts are made, then each time that they get another day. */
export type Drawing = Readonly<Record<Program, readonly number[]>>;

export async function timeDrawing(targets: number, rounds: number): Promise<Drawing> {
  const folder = mkdtempSync(join(tmpdir(), 'pushtray-bench-'));
  await build({
    root: join(__dirname, '../window-page'),
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    build: { target: 'chrome108', outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  const server = await startFakeServer(folder, makeFakeMain());
  try {
    const took: [Program, number[]][] = [];
    for (const program of programs) {
      took.push([program, await shownIn(program, server.origin, (page) => drawDays(page, targets, rounds))]);
    }
    return Object.fromEntries(took) as unknown as Drawing;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function drawDays(page: Page, targets: number, rounds: number): Promise<number[]> {
  await page.waitForFunction(() => typeof window.drawDays === 'function');
  const tookMs: number[] = [];
  for (let day = 0; day <= rounds; day += 1) {
    tookMs.push(
      await page.evaluate(([count, which]) => window.drawDays(count, which), [targets, day] as const),
    );
  }
  return tookMs;
}
