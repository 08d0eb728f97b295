import { expect, type Page } from '@playwright/test';
import { type FakeMain, makeFakeMain } from './fake-main';
import { type FakeServer, startFakeServer } from './fake-server';
import { buildRenderer } from './renderer-build';

/** The built window over fake mains, behind HTTP. */
export interface FakeWindow {
  readonly server: FakeServer;
  /** Opens it at a page: `pushes`, `pushes/1040`. Waits until the page is there. */
  open(page: Page, address: string, fake?: FakeMain): Promise<void>;
  close(): Promise<void>;
}

export async function makeFakeWindow(): Promise<FakeWindow> {
  const built = await buildRenderer();
  const server = await startFakeServer(built.folder, makeFakeMain());
  const admitted = new WeakSet<Page>();
  let opened = 0;
  return {
    server,
    async open(page, address, fake = makeFakeMain()) {
      if (!admitted.has(page)) await page.addInitScript(keepToken, server);
      admitted.add(page);
      server.use(fake);
      opened += 1;
      // Only the hash being another, the browser would keep the document.
      await page.goto(`${server.origin}/?${opened}#/${address}`);
      // By its element: where a dialog is open, what lies behind has no roles.
      await expect(page.locator('h1').first()).toBeVisible();
    },
    async close() {
      await server.close();
      await built.remove();
    },
  };
}

/** Runs in the page before its own scripts do: a tab that was let in before. */
function keepToken({ origin, token }: Pick<FakeServer, 'origin' | 'token'>): void {
  if (window.location.origin === origin) window.sessionStorage.setItem('pushtray-token', token);
}
