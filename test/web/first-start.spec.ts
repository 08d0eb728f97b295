import { expectFirstStart, ownNetwork } from '../support/first-start';
import { startPushgateway } from '../support/pushgateway';
import { makeDataDir, startPushtray } from '../support/pushtray';
import { test as base } from '../support/web';

const test = base.extend<{ ownNetwork: undefined }>({ ownNetwork });

test('after the first start the page shows what is measured before anything is asked, and offers two steps', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const gateway = await startPushgateway();
  const data = makeDataDir();
  const pushtray = await startPushtray(['run', '--data-dir', data.dir]);
  try {
    await page.goto(pushtray.pageUrl);
    await expectFirstStart(page, { gatewayUrl: gateway.url, isDesktop: false });
  } finally {
    await pushtray.stop();
    await gateway.stop();
    data.remove();
  }
});
