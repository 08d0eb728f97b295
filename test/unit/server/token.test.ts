import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { carriesPassword, carriesToken, pageToken, pageUrl, viaId } from '../../../main/server/token';
import { tempDir } from '../../support/temp-dir';

describe("the page's token", () => {
  it('is made once, for this user alone', () => {
    const tokenFile = join(tempDir(), 'token');
    const made = pageToken({ tokenFile });
    expect(made).toEqual({ ok: true, value: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
    expect(pageToken({ tokenFile })).toEqual(made);
    if (process.platform !== 'win32') expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  });

  it('is another one in each data directory', () => {
    expect(pageToken({ tokenFile: join(tempDir(), 'a') })).not.toEqual(
      pageToken({ tokenFile: join(tempDir(), 'b') }),
    );
  });

  it.skipIf(process.platform === 'win32')('is made anew when others could read it', () => {
    const tokenFile = join(tempDir(), 'token');
    const before = pageToken({ tokenFile });
    chmodSync(tokenFile, 0o644);
    expect(pageToken({ tokenFile })).not.toEqual(before);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'short', 'x'.repeat(43).concat('\ny')])('is made anew when the file holds %j', (text) => {
    const tokenFile = join(tempDir(), 'token');
    writeFileSync(tokenFile, text, { mode: 0o600 });
    const made = pageToken({ tokenFile });
    expect(readFileSync(tokenFile, 'utf8').trim()).toBe(made.ok && made.value);
  });

  it('is a failure when its file cannot be read', () => {
    const tokenFile = join(tempDir(), 'token');
    mkdirSync(tokenFile);
    expect(pageToken({ tokenFile })).toMatchObject({ ok: false, error: { code: 'wrong_kind' } });
  });

  it('stands behind # in the address, where no server and no log sees it', () => {
    expect(pageUrl('http://127.0.0.1:9091', 't0k')).toBe('http://127.0.0.1:9091/#token=t0k');
  });
});

describe('an Authorization header', () => {
  it.each(['Bearer t0k', 'bearer t0k', 'Bearer  t0k'])('carries the token: %s', (header) => {
    expect(carriesToken(header, 't0k')).toBe(true);
  });

  it.each([undefined, '', 't0k', 'Basic t0k', 'Bearer', 'Bearer t0', 'Bearer t0k2', 'Bearer T0K'])(
    'does not carry the token: %s',
    (header) => {
      expect(carriesToken(header, 't0k')).toBe(false);
    },
  );

  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    'Bearer t0k:é',
    basic('anybody:t0k:é'),
    basic(':t0k:é'),
    basic('a:t0k:é').replace('Basic', 'basic'),
  ])('carries the token as a bearer or as a password: %s', (header) => {
    expect(carriesPassword(header, 't0k:é')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'Bearer t0',
    basic('t0k:'),
    basic('t0k'),
    basic(''),
    basic('a:b:t0k'),
    'Basic !',
    'Basic ',
  ])('carries neither: %s', (header) => {
    expect(carriesPassword(header, 't0k')).toBe(false);
  });
});

describe('the name of a Pushtray to others', () => {
  it('is the same for the same token, and shows nothing of it', () => {
    expect(viaId('t0k')).toBe(viaId('t0k'));
    expect(viaId('t0k')).not.toBe(viaId('t0k2'));
    expect(viaId('t0k')).toMatch(/^[0-9a-f]{16}$/);
  });
});
