import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Door } from '../../main/api/dispatch';
import { success } from '../../main/outcome';
import { FakeClock } from '../support/fake-clock';
import { type LocalServer, startLocalServer } from '../support/local-server';

const door: Door = { call: async () => success({}), subscribe: () => () => undefined };

let dir: string;
let server: LocalServer;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pushtray-page-'));
  const rendererDir = join(dir, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<!doctype html><meta content="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  writeFileSync(join(rendererDir, 'assets/page.js'), 'void 0;');
  writeFileSync(join(rendererDir, 'assets/page.css'), 'p{}');
  writeFileSync(join(rendererDir, '.hidden'), 'secret');
  writeFileSync(join(dir, 'token'), 'secret');
  server = await startLocalServer({ web: { door, token: 't', rendererDir, clock: new FakeClock() } });
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

describe('the page', () => {
  it.each(['/', '/index.html'])('comes from %s with a fresh nonce, and is kept by nobody', async (target) => {
    const [first, second] = [await server.ask(target), await server.ask(target)];
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(first.headers['cache-control']).toBe('no-store');
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.body).not.toContain('__CSP_NONCE__');
    expect(first.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`);
    expect(second.body).not.toContain(nonce);
  });

  it.each([
    ['/assets/page.js', 'text/javascript; charset=utf-8'],
    ['/assets/page.css', 'text/css; charset=utf-8'],
  ])('has its file %s as %s', async (target, type) => {
    const answer = await server.ask(target);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
    });
  });

  it.each([
    '/../token',
    '/..%2ftoken',
    '/assets/..%2f..%2ftoken',
    '/assets/%2e%2e/%2e%2e/token',
    '/assets/..%5c..%5ctoken',
    '/..\\token',
    '/%00',
    '/.hidden',
    '/assets',
    '/assets/',
    '//etc/passwd',
    '/nope.js',
  ])('gives nothing at %s', async (target) => {
    const answer = await server.ask(target);
    expect([301, 400, 403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('secret');
  });

  it('is never given without its nonce, even by a disk for which upper and lower case are the same', async () => {
    expect(await server.ask('/INDEX.HTML')).toMatchObject({ status: 301, headers: { location: '/' } });
  });

  it('takes no other methods than reading', async () => {
    expect(await server.ask('/', { method: 'POST' })).toMatchObject({ status: 405 });
    expect(await server.ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect(await server.ask('/assets/page.js', { method: 'POST' })).toMatchObject({ status: 404 });
  });

  it('that has not been built is missed in words', async () => {
    rmSync(join(dir, 'renderer'), { recursive: true });
    const answer = await server.ask('/');
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('index.html');
  });
});
