/**
 * Opens TCP connections in every state that can be held (the kernel lists none that is in CLOSE), on loopback and
 * in the network namespace it was started in, and keeps them until it is ended. Says `connected` when `cutOff` may
 * be applied, waits for a line on stdin, and says `ready` when all states are there.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Rules for nftables' hook `input`: what has to be lost for the states that last only for a moment otherwise. Not `output`:
 * the kernel would know that its answer to a SYN was not sent, and forget the request after a second.
 */
export const cutOff = [
  'tcp dport 7001 tcp flags & fin == fin drop',
  'tcp sport 7001 tcp flags & fin == fin drop',
  'tcp sport 7002 drop',
  'tcp sport 7003 tcp flags & fin == fin drop',
  'tcp sport 7004 tcp flags & fin == fin drop',
];

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
  await fillQueue();
  const [cut, served] = await pair(await listen('127.0.0.1', 7001), '127.0.0.1');
  const unanswered = await listen('127.0.0.1', 7002);
  const [late, first] = await pair(await listen('127.0.0.1', 7003), '127.0.0.1');
  const last = await halfClose(await listen('127.0.0.1', 7004), '127.0.0.1');
  process.stdout.write('connected\n');
  await once(process.stdin, 'data');
  // Neither end's FIN arrives: both stay in FIN_WAIT1.
  cut.end();
  served.end();
  // The SYN arrives, the answer to it does not: SYN_SENT here, SYN_RECV there.
  kept.push(connect(unanswered.port, '127.0.0.1').on('error', () => undefined));
  // Both close, and only the first one's FIN is lost: it is in CLOSING, the other in FIN_WAIT2.
  first.end();
  late.end();
  await once(first, 'end');
  // The other has closed already; this FIN does not arrive: LAST_ACK.
  last.end();
  process.stdout.write('ready\n');
}

/** Bytes that nobody reads stay in the kernel. */
async function fillQueue(): Promise<void> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = connect((server.address() as { port: number }).port, '127.0.0.1');
  await Promise.all([accepted, new Promise((sent) => client.write(Buffer.alloc(5000), sent))]);
  kept.push(server, client, (await accepted)[0]);
}

if (require.main === module) void main();
