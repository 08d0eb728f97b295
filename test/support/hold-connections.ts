/**
 * Opens TCP connections in every state that can be held, on loopback and in the network namespace it was
 * started in, and keeps them until it is ended. Says `connected` when firewall rules may cut ports 7001 and
 * 7002 off, waits for a line on stdin, and says `ready` when all states are there.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

const kept: unknown[] = [];

async function listen(host: string, port = 0): Promise<Server & { port: number }> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: false });
  server.listen(port, host);
  await once(server, 'listening');
  kept.push(server);
  return Object.assign(server, { port: (server.address() as { port: number }).port });
}

async function pair(
  server: Server & { port: number },
  host: string,
): Promise<[client: Socket, served: Socket]> {
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect({ port: server.port, host, allowHalfOpen: true });
  const [[served]] = await Promise.all([accepted, once(client, 'connect')]);
  for (const socket of [client, served]) {
    // The cut connections end in an error, much later.
    socket.on('error', () => undefined);
    socket.resume();
  }
  kept.push(client, served);
  return [client, served];
}

/** The one who closes first goes through FIN_WAIT2 to TIME_WAIT, the other through CLOSE_WAIT. */
async function halfClose(server: Server & { port: number }, host: string): Promise<Socket> {
  const [client, served] = await pair(server, host);
  client.end();
  await once(served, 'end');
  return served;
}

async function hold(host: string, counts: { established: number; halfClosed: number; closed: number }) {
  const server = await listen(host);
  for (let i = 0; i < counts.established; i++) await pair(server, host);
  for (let i = 0; i < counts.halfClosed; i++) await halfClose(server, host);
  for (let i = 0; i < counts.closed; i++) {
    const served = await halfClose(server, host);
    served.end();
    await once(served, 'close');
  }
}

async function main(): Promise<void> {
  await hold('127.0.0.1', { established: 4, halfClosed: 3, closed: 5 });
  await hold('::1', { established: 2, halfClosed: 2, closed: 1 });
  const [cut, served] = await pair(await listen('127.0.0.1', 7001), '127.0.0.1');
  const unanswered = await listen('127.0.0.1', 7002);
  process.stdout.write('connected\n');
  await once(process.stdin, 'data');
  // Neither end's FIN arrives: both stay in FIN_WAIT1.
  cut.end();
  served.end();
  // The SYN arrives, the answer to it does not: SYN_SENT here, SYN_RECV there.
  kept.push(connect(unanswered.port, '127.0.0.1').on('error', () => undefined));
  process.stdout.write('ready\n');
}

void main();
