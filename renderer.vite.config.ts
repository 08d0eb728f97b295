import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { noncePlaceholder } from './main/contract/page';

const root = resolve(__dirname, 'renderer');

/** How the window is built, for the product and for tests. The oldest Electron that the desktop tests run on has Chromium 108. */
export const rendererConfig = {
  root,
  base: './',
  html: { cspNonce: noncePlaceholder },
  plugins: [react()],
  build: {
    target: 'chrome108',
    minify: true,
    outDir: resolve(__dirname, 'dist/renderer'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // One sheet: what a page brings later changes nothing about those before it.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: resolve(root, 'index.html'),
      // What the window opens with in one file, whatever pages that come later share with it: each file costs a way to main.
      output: { codeSplitting: { groups: [{ name: 'opening', tags: ['$initial'] }] } },
    },
  },
} satisfies UserConfig;
