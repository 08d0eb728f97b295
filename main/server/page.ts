import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { contentSecurityPolicy, noncePlaceholder } from '../contract/page';
import { readTextFile } from '../platform/files';
import { sendText } from './answers';
import { only } from './methods';

/** The window as a web page: what the build put into `rendererDir`, and nothing else. */
export function page(rendererDir: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.all(['/', '/index.html'], only('GET', 'HEAD'), indexPage(rendererDir));
  // Where letters' case makes no difference to the disk, the page must not come without its nonce.
  router.all(/^\/index\.html$/i, (_request, response) => response.redirect(301, '/'));
  router.use(express.static(rendererDir, { index: false, redirect: false }));
  return router;
}

function indexPage(rendererDir: string): RequestHandler {
  return (_request, response) => {
    const html = readTextFile(join(rendererDir, 'index.html'));
    if (!html.ok) return sendText(response, 503, `The page has not been built. ${html.error.message}`);
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cache-Control': 'no-store',
    });
    response.end(html.value.replaceAll(noncePlaceholder, nonce));
  };
}
