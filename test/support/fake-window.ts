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
  return {
    server,
    async open(page, address, fake = makeFakeMain()) {
      server.use(fake);
      await page.goto(`${server.origin}/#token=${server.token}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, `#/${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
    async close() {
      await server.close();
      await built.remove();
    },
  };
}
