import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/provide/machine';

const chromium = findChromium();

export default defineConfig({
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Each test has a machine's network, a screen or an app to itself.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    {
      name: 'web',
      testDir: 'test/web',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(chromium ? { executablePath: chromium } : {}),
          // Chromium refuses to start as root with its sandbox.
          chromiumSandbox: process.getuid?.() !== 0,
        },
        // A trace would cost a third of the time: `--trace on` makes one of what failed.
        screenshot: 'only-on-failure',
      },
    },
    { name: 'desktop', testDir: 'test/desktop' },
  ],
});
