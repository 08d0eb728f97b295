/**
 * Holds about as many TCP sockets as its argument says, on loopback and in the network namespace it was started in, until it is
 * ended: half of them ESTABLISHED, a quarter each CLOSE_WAIT and FIN_WAIT2, every tenth over IPv6. Says `ready`.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

const [sockets = '100'] = process.argv.slice(2);

const atOnce = 100;
const kept: Socket[] = [];

async function main(): Promise<void> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => kept.push(socket));
  server.listen({ port: 0, host: '::', backlog: 2 * atOnce });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const connections = Number(sockets) / 2;
  for (let from = 0; from < connections; from += atOnce) {
    const batch = Math.min(atOnce, connections - from);
    await Promise.all(Array.from({ length: batch }, (_, i) => open(port, from + i)));
  }
  process.stdout.write('ready\n');
}

async function open(port: number, index: number): Promise<void> {
  const host = index % 10 === 0 ? '::1' : '127.0.0.1';
  const socket = connect({ port, host, allowHalfOpen: true });
  await once(socket, 'connect');
  kept.push(socket);
  if (index % 2 === 1) socket.end();
}

void main();
