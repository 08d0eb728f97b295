import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionHolders } from '../../main/collectors/tcp-states/holders';
import { systemClock } from '../../main/platform/clock';
import { holdAllStates } from '../support/hold-all-states';
import { canMakeNamespaces, makeNamespace } from '../support/netns';
import { tempDir } from '../support/temp-dir';

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

describe.skipIf(!canMakeNamespaces)(
  'who holds connections in a network namespace (needs root on Linux)',
  () => {
    it('names the process behind FIN_WAIT1 and FIN_WAIT2, which tools leave out, and starts none', async () => {
      const namespace = await makeNamespace();
      const holder = await holdAllStates(namespace);
      try {
        const machine = { platform: 'linux', procRoot: procOf(holder), clock: systemClock } as const;
        for (const [state, remotePort] of [
          ['fin_wait1', 7001],
          ['fin_wait2', 7003],
        ] as const) {
          const counted = (await namespace.exec('ss', ['-tanH', 'state', state.replace('_wait', '-wait-')]))
            .stdout;
          const held = await connectionHolders({ state, top: 100 }, machine, new AbortController().signal);
          const connections = counted.trim().split('\n').length;
          expect(held).toMatchObject({ value: { connections, withoutProcess: 0 } });
          if (!held.ok) continue;
          expect(held.value.processes).toEqual([{ pid: holder.pid, name: expect.any(String), connections }]);
          expect(held.value.remotePorts).toContainEqual({ port: remotePort, connections: 1 });
        }
      } finally {
        holder.kill();
        await once(holder, 'exit');
        await namespace.remove();
      }
    });
  },
);

/** A `/proc` with one process in it, and its network's tables. */
function procOf({ pid }: ChildProcess): string {
  const procRoot = tempDir();
  symlinkSync(`/proc/${pid}`, join(procRoot, String(pid)));
  symlinkSync(`/proc/${pid}/net`, join(procRoot, 'net'));
  return procRoot;
}

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
