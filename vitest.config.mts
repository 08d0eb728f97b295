import { defineConfig } from 'vitest/config';

/** For what hangs; on a busy machine the five seconds of vitest are too few for what only works. */
const testTimeout = 20_000;

export default defineConfig({
  test: {
    // Integration tests mostly wait: as many workers as a small machine has cores would leave them idle.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          environment: 'node',
          // They leave nothing behind in their process, and what they import takes longer than they do.
          isolate: false,
          testTimeout,
        },
      },
      {
        test: { name: 'contract', include: ['test/contract/**/*.test.ts'], environment: 'node', testTimeout },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'renderer',
          include: ['test/unit/renderer/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout,
          setupFiles: ['test/support/jsdom.ts'],
        },
      },
    ],
  },
});
