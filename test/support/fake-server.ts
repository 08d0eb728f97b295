import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { contentSecurityPolicy, noncePlaceholder } from '../../main/contract/page';
import { httpPaths } from '../../main/contract/transport';
import type { FakeMain } from './fake-main';

/** A fake main behind HTTP, serving the built window with the product's content security policy. */
export interface FakeServer {
  readonly origin: string;
  readonly token: string;
  /** Which fake main answers from now on. */
  use(fake: FakeMain): void;
  /** Ends every event stream and answers nothing, as a stopped server would; or is there again. */
  refuse(refusing: boolean): void;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export async function startFakeServer(folder: string, first: FakeMain): Promise<FakeServer> {
  const token = randomBytes(12).toString('hex');
  const streams = new Set<ServerResponse>();
  let fake = first;
  let refusing = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://local');
    if (refusing) return void request.destroy();
    if (!pathname.startsWith(httpPaths.base)) return serveFile(folder, pathname, response);
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    if (pathname === httpPaths.events) return stream(fake, request, response, streams);
    const name = pathname.slice(httpPaths.call.length + 1);
    const outcome = await fake.call(name, JSON.parse(await textOf(request)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(outcome));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dropEvents = () => {
    for (const response of streams) response.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    refuse(isRefusing) {
      refusing = isRefusing;
      if (refusing) dropEvents();
    },
    use(other) {
      fake = other;
      dropEvents();
    },
    close() {
      dropEvents();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function stream(
  fake: FakeMain,
  request: IncomingMessage,
  response: ServerResponse,
  streams: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  const stop = fake.subscribe((name, body) => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`);
  });
  streams.add(response);
  request.on('close', () => {
    streams.delete(response);
    stop();
  });
}

async function serveFile(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
  try {
    const content = await readFile(path);
    if (!path.endsWith('.html')) {
      response
        .writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
        .end(content);
      return;
    }
    const nonce = randomBytes(12).toString('base64');
    response
      .writeHead(200, {
        'content-type': types['.html'],
        'content-security-policy': contentSecurityPolicy(nonce),
      })
      .end(content.toString().replaceAll(noncePlaceholder, nonce));
  } catch {
    response.writeHead(404).end();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
