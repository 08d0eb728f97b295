import { once } from 'node:events';
import { createServer, request as sendHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/electron-app';
import { startPushgateway } from '../support/pushgateway';

/** A forward proxy that knows one name, which only it can resolve. */
async function startProxy(gatewayUrl: string) {
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url ?? '');
    asked.push(`${incoming.method} ${incoming.url}`);
    const { method, headers } = incoming;
    const onward = sendHttp(`${gatewayUrl}${pathname}`, { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { asked, address: `127.0.0.1:${port}`, stop: () => server.close() };
}

test('a destination is reached through the proxy that the desktop names', async ({ launchApp }) => {
  const gateway = await startPushgateway();
  const proxy = await startProxy(gateway.url);
  try {
    await launchApp({
      // What Chromium takes for the desktop's settings.
      args: [`--proxy-server=${proxy.address}`],
      env: { http_proxy: '', HTTP_PROXY: '', https_proxy: '', HTTPS_PROXY: '' },
      settings: {
        version: 1,
        instance: 'behind',
        interval: '1s',
        collectors: [{ id: 'tcp', kind: 'tcp-states' }],
        destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://pushgateway.test:9091'] }],
        server: { listen: '127.0.0.1:0' },
      },
    });
    await expect
      .poll(async () => (await fetch(`${gateway.url}/metrics`)).text())
      .toContain('instance="behind"');
    expect(proxy.asked.join('\n')).toMatch(/PUT http:\/\/pushgateway\.test:9091\/metrics\/job/);
  } finally {
    proxy.stop();
    await gateway.stop();
  }
});
