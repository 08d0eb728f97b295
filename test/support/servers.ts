import { createServer, type RequestListener, type Server } from 'node:http';
import {
  type AddressInfo,
  createServer as createRawServer,
  type Server as RawServer,
  type Socket,
} from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** How many connections it has taken. */
  connections(): number;
}

/** An HTTP server on a free port of 127.0.0.1, gone when the test is over. */
export function startHttpServer(listener: RequestListener): Promise<TestServer> {
  return listening(createServer(listener));
}

/** A server that speaks as `onConnection` does. */
export function startRawServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listening(createRawServer(onConnection));
}

export async function listening(server: Server | RawServer): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, connections: () => connections };
}
