import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server that must not end, so that it can be out of reach for a while. */
export interface Relay {
  /** `http://127.0.0.1:PORT`, the same for ever. */
  readonly url: string;
  /** Nobody listens, and what was connected is cut off. */
  away(): Promise<void>;
  back(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const sockets = new Set<Socket>();
  const kept = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  const { hostname, port: targetPort } = new URL(target);
  const server: Server = createServer((incoming) => {
    const outgoing = kept(connect(Number(targetPort), hostname));
    kept(incoming).pipe(outgoing).pipe(incoming);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    away: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    back: () => listen(port),
  };
}
