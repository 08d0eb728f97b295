import { test as base } from '../support/electron-app';
import { expectFirstStart, ownNetwork } from '../support/first-start';
import { startPushgateway } from '../support/pushgateway';

const test = base.extend<{ ownNetwork: undefined }>({ ownNetwork });

test('after the first start the window shows what is measured before anything is asked, and offers three steps', async ({
  launchApp,
}) => {
  test.setTimeout(120_000);
  const gateway = await startPushgateway();
  try {
    // There is no tray here, so the window opens by itself.
    const page = await (await launchApp()).window();
    await expectFirstStart(page, { gatewayUrl: gateway.url, isDesktop: true });
  } finally {
    await gateway.stop();
  }
});
