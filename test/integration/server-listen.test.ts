import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, listenPlan } from '../../main/server/listen';
import { startServer } from '../../main/server/server';
import { freePort } from '../support/free-port';
import { type LocalServer, startLocalServer } from '../support/local-server';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A port that somebody else listens on. */
async function takenPort(host: string): Promise<number> {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  cleanUps.push(() => closed(other));
  return (other.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Closed or reset: either way it is over. */
function closedSocket(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

async function started(listenAt: string): Promise<LocalServer> {
  const server = await startLocalServer({ listen: listenAt });
  cleanUps.push(server.close);
  return server;
}

describe('listening', () => {
  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '[::1]'])('works at %s, under that name', async (host) => {
    const server = await started(`${host}:0`);
    expect(server.address).toBe(`http://${host}:${server.port}`);
    expect(server).not.toHaveProperty('fellBackFrom');
    const answer = await fetch(`${server.address}/-/ready`);
    expect(answer.status).toBe(200);
  });

  it.each(['127.0.0.1', '0.0.0.0', '::'])(
    'fails at a named address that is taken, also by one who listens at %s',
    async (host) => {
      const port = await takenPort(host);
      const logger = { info() {}, warn() {}, error() {} };
      const own = () => ({ groupingKey: {}, families: [] });
      const parts = { own, gateway: undefined, logger, version: '', startedAtMs: 0 };
      const outcome = await startServer({ listen: `127.0.0.1:${port}`, ...parts });
      expect(outcome).toMatchObject({ ok: false, error: { code: 'port_taken' } });
      expect(outcome.ok ? '' : outcome.error.message).toBe(
        `The address 127.0.0.1:${port} is taken by another program.`,
      );
    },
  );

  it('fails at an address that this machine does not have', async () => {
    const outcome = await listen(createHttpServer(), { host: '192.0.2.1', ports: [await freePort()] });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'no_such_address' } });
  });

  it('takes the first free port when nobody named one', async () => {
    const ports = [await takenPort('127.0.0.1'), await takenPort('127.0.0.1'), await freePort()];
    const server = createHttpServer();
    cleanUps.push(() => closed(server));
    expect(await listen(server, { host: '127.0.0.1', ports })).toEqual({ ok: true, value: ports[2] });
  });

  it('fails when all of them are taken, and names them', async () => {
    const ports = [await takenPort('127.0.0.1'), await takenPort('127.0.0.1')];
    const outcome = await listen(createHttpServer(), { host: '127.0.0.1', ports });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'port_taken' } });
    expect(outcome.ok ? '' : outcome.error.message).toContain(`and the ports ${ports[1]} are taken`);
  });

  it('tries the ports of the design by default, and a named one alone', () => {
    expect(listenPlan(undefined)).toEqual({
      host: '127.0.0.1',
      ports: [9091, 9092, 9094, 9095, 9096, 9097, 9098, 9099],
    });
    expect(listenPlan('[::1]:9191')).toEqual({ host: '[::1]', ports: [9191] });
  });
});

describe('closing the server', () => {
  it('ends idle connections and half-read requests at once', async () => {
    const server = await startLocalServer();
    const idle = connect(server.port, '127.0.0.1');
    const half = connect(server.port, '127.0.0.1');
    half.write(`PUT /metrics/job/x HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 9\r\n\r\nm`);
    idle.write(`GET /-/ready HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    await once(idle, 'data');
    const ended = Promise.all([idle, half].map(closedSocket));
    await server.close();
    await ended;
  });

  it('frees the port, and may be asked for twice', async () => {
    const server = await startLocalServer();
    await server.close();
    await server.close();
    expect((await started(`127.0.0.1:${server.port}`)).port).toBe(server.port);
  });
});
