import { join } from 'node:path';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { findElectronForTests } from '../../scripts/electron/provide-electron';
import { findChromium } from '../../scripts/provide/machine';

/** What pages are shown in, one beside the other. */
export const programs = ['Chromium', 'Electron'] as const;
export type Program = (typeof programs)[number];

const isRoot = process.getuid?.() === 0;
/** Chromium and Electron refuse to start as root with their sandbox. */
const chromiumSandbox = !isRoot;
export const sandboxArguments: readonly string[] = isRoot ? ['--no-sandbox'] : [];

/** Opens an address, hands its page over and ends the program. */
export function shownIn<T>(program: Program, address: string, use: (page: Page) => Promise<T>): Promise<T> {
  return program === 'Chromium'
    ? inChromium((browser) => openPage(browser, address).then(use))
    : inElectron(address, use);
}

async function inChromium<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: findChromium() as string, chromiumSandbox });
  return use(browser).finally(() => browser.close());
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(address);
  return page;
}

async function inElectron<T>(address: string, use: (page: Page) => Promise<T>): Promise<T> {
  const electron = await _electron.launch({
    executablePath: electronProgram(),
    args: [join(__dirname, '../window-app')],
    env: { ...environment(), BENCH_URL: address },
    chromiumSandbox,
  });
  return electron
    .firstWindow()
    .then(use)
    .finally(() => electron.close());
}

export function electronProgram(): string {
  return findElectronForTests()?.executable as string;
}

export function environment(): Record<string, string> {
  const set = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(set);
}
