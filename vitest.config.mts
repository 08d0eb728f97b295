import { defineConfig } from 'vitest/config';

/** For what hangs; on a busy machine the five seconds of vitest are too few for what only works. */
const testTimeout = 20_000;

export default defineConfig({
  test: {
    // Integration tests mostly wait; one worker would leave both cores of a small machine idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/architecture.test.ts'],
          environment: 'node',
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
