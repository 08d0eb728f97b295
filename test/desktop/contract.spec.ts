import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { EventName } from '../../main/contract/contract';
import type { Transport } from '../../main/contract/transport';
import type { Outcome } from '../../main/outcome';
import { rules, settingsFor } from '../contract/rules';
import { test } from '../support/electron-app';
import { startPushgateway } from '../support/pushgateway';

/** The window's own `window.pushtray`, spoken to from outside: what the page's client sits on. */
function ipcTransport(page: Page): Transport {
  return {
    call: (name, input) =>
      page.evaluate(
        ([call, value]) => (globalThis as unknown as { pushtray: Transport }).pushtray.call(call, value),
        [name, input] as const,
      ) as Promise<Outcome<unknown>>,
    subscribe(listener) {
      let open = true;
      void page
        .exposeFunction('heard', (name: EventName, body: unknown) => open && listener(name, body))
        .then(() =>
          page.evaluate(() => {
            const { pushtray, heard } = globalThis as unknown as {
              pushtray: Transport;
              heard: (name: EventName, body: unknown) => void;
            };
            pushtray.subscribe(heard);
          }),
        );
      return () => {
        open = false;
      };
    },
  };
}

test('the contract over Electron IPC keeps the same rules as over HTTP', async ({ launchApp }) => {
  test.setTimeout(120_000);
  const gateway = await startPushgateway();
  const home = mkdtempSync(join(tmpdir(), 'pushtray-home-'));
  const dataDir = join(home, 'config/pushtray');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settingsFor(gateway.url)));
  try {
    const app = await launchApp({ home });
    const transport = ipcTransport(await app.window());
    for (const { title, check } of rules) await test.step(title, () => check(transport));
  } finally {
    await gateway.stop();
  }
});
