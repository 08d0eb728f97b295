import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { rendererConfig } from '../../renderer.vite.config';

/** Builds the window into a folder of its own, with the product's settings, and leaves dist/ alone. */
export async function buildRenderer(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'pushtray-renderer-'));
  await build({
    ...rendererConfig,
    configFile: false,
    logLevel: 'error',
    build: { ...rendererConfig.build, outDir: folder },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
