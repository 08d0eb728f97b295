import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import { rendererConfig } from './renderer.vite.config';

const root = __dirname;

/** The oldest Electron that the desktop tests run on has Node 16. */
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
  renderer: rendererConfig,
});
