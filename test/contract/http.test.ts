import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Transport } from '../../main/contract/transport';
import { httpTransport } from '../support/http-transport';
import { pushgatewayIsHere, type RunningPushgateway, startPushgateway } from '../support/pushgateway';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';
import { rules, settingsFor } from './rules';

describe.skipIf(!pushgatewayIsHere)('the contract over HTTP', () => {
  let gateway: RunningPushgateway;
  let data: ReturnType<typeof makeDataDir>;
  let pushtray: RunningPushtray;
  let transport: Transport;

  beforeAll(async () => {
    gateway = await startPushgateway();
    data = makeDataDir(settingsFor(gateway.url));
    pushtray = await startPushtray(['run', '--data-dir', data.dir, '--listen', '127.0.0.1:0']);
    transport = httpTransport(pushtray);
  }, 30_000);

  afterAll(async () => {
    await pushtray?.stop();
    await gateway?.stop();
    data?.remove();
  });

  it.each(rules)('$title', { timeout: 30_000 }, ({ check }) => check(transport));
});
