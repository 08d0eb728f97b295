import type { ServerResponse } from 'node:http';

const plainText = 'text/plain; charset=utf-8';

/** Plain words with a line break after them, for people who read what curl prints. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(text === '' ? '' : `${text}\n`);
  response.writeHead(status, { 'Content-Type': plainText, 'Content-Length': body.length });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
