import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy, noncePlaceholder } from '../contract/page';
import { readBinaryFile } from '../platform/files';
import { type SchemeAnswer, type SchemeRequest, serveScheme } from './features';
import { contentTypeOf, pageFile, pageScheme } from './page-address';

/** Only before the app is ready. */
export function registerPageScheme(): void {
  // Electron 22 knows no code cache for schemes of one's own. A file that changes has another name, so what is kept is never stale.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/** Serves the built page from `rendererDir`, and nothing else. */
export function servePage(rendererDir: string): void {
  serveScheme(pageScheme, (request) => answer(rendererDir, request));
}

function answer(rendererDir: string, { method, url }: SchemeRequest): SchemeAnswer {
  const file = method === 'GET' ? pageFile(url) : undefined;
  if (file === undefined) return notFound();
  const content = readBinaryFile(join(rendererDir, file));
  if (!content.ok) return notFound();
  if (file.endsWith('.html')) return withPolicy(200, contentTypeOf(file), content.value);
  return { status: 200, headers: commonHeaders(contentTypeOf(file)), body: content.value };
}

function notFound(): SchemeAnswer {
  return withPolicy(404, 'text/plain; charset=utf-8', Buffer.from('There is no such page.\n'));
}

function withPolicy(status: number, contentType: string, content: Buffer): SchemeAnswer {
  const nonce = randomBytes(16).toString('base64');
  const headers = { ...commonHeaders(contentType), 'Content-Security-Policy': contentSecurityPolicy(nonce) };
  return { status, headers, body: Buffer.from(content.toString('utf8').replaceAll(noncePlaceholder, nonce)) };
}

function commonHeaders(contentType: string) {
  return {
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
