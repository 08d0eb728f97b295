import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionHolders } from '../../main/collectors/tcp-states/holders';
import { systemClock } from '../../main/platform/clock';

describe.skipIf(process.platform !== 'linux')('who holds connections of this machine (needs Linux)', () => {
  it('names this process, its port and the other side', async () => {
    const port = await holdCloseWait(40);
    const machine = { platform: process.platform, procRoot: '/proc', clock: systemClock };
    const query = { state: 'close_wait', top: 100 } as const;
    const held = await connectionHolders(query, machine, new AbortController().signal);
    expect(held).toMatchObject({ ok: true });
    if (!held.ok) return;
    expect(held.value.localPorts).toContainEqual({ port, connections: 40 });
    const ours = held.value.processes.find(({ pid }) => pid === process.pid);
    expect(ours?.connections).toBeGreaterThanOrEqual(40);
    expect(ours?.name).toBeTruthy();
    const loopback = held.value.remoteAddresses.find(({ address }) => address === '127.0.0.1');
    expect(loopback?.connections).toBeGreaterThanOrEqual(40);
  });
});

/** Connections whose other side has closed and that are not closed here; the port they came to. */
async function holdCloseWait(count: number): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  for (let i = 0; i < count; i++) {
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const client = connect(port, '127.0.0.1');
    const [served] = await accepted;
    sockets.push(client, served.resume());
    client.end();
    await once(served, 'end');
  }
  return port;
}
