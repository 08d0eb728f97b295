import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

/** As electron.vite.config.ts builds the real ones. */
const output = { format: 'cjs', entryFileNames: '[name].js' } as const;
const shell = resolve(__dirname, '../../../main/shell');

export default defineConfig({
  main: {
    build: {
      target: 'node16',
      rollupOptions: { input: { main: resolve(__dirname, 'main.ts') }, output },
    },
  },
  preload: {
    build: {
      target: 'node16',
      emptyOutDir: false,
      rollupOptions: { input: { preload: resolve(shell, 'preload.ts') }, output },
    },
  },
});
