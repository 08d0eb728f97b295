import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { noncePlaceholder } from '../../main/contract/page';

const root = resolve(__dirname, '../..');

/** Builds the window into a folder of its own, with the product's settings (electron.vite.config.ts), and leaves dist/ alone. */
export async function buildRenderer(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pushtray-renderer-'));
  await build({
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'error',
    base: './',
    html: { cspNonce: noncePlaceholder },
    plugins: [react()],
    build: {
      target: 'chrome108',
      outDir: folder,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
    },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
