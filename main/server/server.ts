import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Outcome, success } from '../outcome';
import { defaultListenHost, isLoopback } from '../settings/schema/settings';
import { makeApp } from './app';
import { type ListenFailureCode, listen, listenPlan } from './listen';
import type { ServerLimits, ServerParts } from './parts';

export interface RunningServer {
  /** `http://127.0.0.1:9091`: as this machine reaches it. */
  readonly address: string;
  readonly port: number;
  /** The default port, when it was taken and another one is used. */
  readonly fellBackFrom?: number;
  /** Ends every connection at once, event streams and half-read requests too. */
  close(): Promise<void>;
}

const defaultLimits: ServerLimits = { maxBodyBytes: 4 * 1024 * 1024, requestTimeoutMs: 60_000 };

/** Longer than people's scrape intervals, so that a scraper keeps its connection. */
const keepAliveTimeoutMs = 75_000;

/** How often late requests are looked for. Node 16 takes no such option and has a timer for each. */
const connectionsCheckingInterval = 1000;

export async function startServer(parts: ServerParts): Promise<Outcome<RunningServer, ListenFailureCode>> {
  const plan = listenPlan(parts.listen);
  const limits = parts.limits ?? defaultLimits;
  const app = makeApp(parts, {
    listenHost: plan.host,
    isExposed: !isLoopback(plan.host),
    maxBodyBytes: limits.maxBodyBytes,
  });
  const server = createServer({ connectionsCheckingInterval }, app);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.requestTimeout = limits.requestTimeoutMs;
  server.headersTimeout = limits.requestTimeoutMs;
  const close = closer(server);

  const listening = await listen(server, plan);
  if (!listening.ok) return listening;
  server.on('error', (error) => parts.logger.error('server', { error: error.message }));
  const port = listening.value;
  const [wantedPort] = plan.ports;
  const fellBack = wantedPort !== undefined && wantedPort !== 0 && wantedPort !== port;
  return success({
    address: `http://${reachableHost(plan.host)}:${port}`,
    port,
    ...(fellBack && { fellBackFrom: wantedPort }),
    close,
  });
}

/** Where this machine itself finds what listens at all its addresses. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return defaultListenHost;
  return host === '[::]' ? '[::1]' : host;
}

/** Node 16 cannot end a server's connections by itself. */
function closer(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
