import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = __dirname;

/** The oldest Electron that the desktop tests run on has Node 16 and Chromium 108. */
export default defineConfig({
  main: {
    build: {
      target: 'node16',
      outDir: 'dist/main',
      rollupOptions: {
        input: { desktop: resolve(root, 'main/desktop.ts'), cli: resolve(root, 'main/cli.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node16',
      outDir: 'dist/preload',
      rollupOptions: {
        input: { preload: resolve(root, 'main/shell/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react()],
    build: {
      target: 'chrome108',
      minify: true,
      outDir: resolve(root, 'dist/renderer'),
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
