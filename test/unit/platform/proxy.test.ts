import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../../main/platform/proxy';

const proxies = { HTTP_PROXY: 'http://plain:3128', HTTPS_PROXY: 'http://secure:3128' };

function chosen(url: string, env: Record<string, string> = proxies): string | undefined {
  return proxyFor(new URL(url), env);
}

describe('the proxy on the way to an address', () => {
  it('is that of its protocol, in lower case before upper case', () => {
    expect(chosen('http://gateway:9091')).toBe('http://plain:3128');
    expect(chosen('https://gateway')).toBe('http://secure:3128');
    expect(chosen('http://gateway', { ...proxies, http_proxy: 'http://lower:1' })).toBe('http://lower:1');
    expect(chosen('http://gateway', {})).toBeUndefined();
    expect(chosen('http://gateway', { HTTP_PROXY: '' })).toBeUndefined();
  });

  it('may be written without its protocol', () => {
    expect(chosen('http://gateway', { http_proxy: 'plain:3128' })).toBe('http://plain:3128');
  });

  it.each([
    'http://localhost:9091',
    'http://127.0.0.1:9091',
    'http://127.8.8.8',
    'https://[::1]:9091',
    'http://pgw.localhost',
  ])('is none for %s, whatever the environment says', (url) => expect(chosen(url)).toBeUndefined());

  it.each([
    ['gateway', 'http://gateway:9091', true],
    ['GATEWAY', 'http://gateway:9091', true],
    ['gateway:9091', 'http://gateway:9091', true],
    ['gateway:9092', 'http://gateway:9091', false],
    ['gateway:80', 'http://gateway', true],
    ['example.org', 'http://a.example.org', true],
    ['.example.org', 'http://a.example.org', true],
    ['*.example.org', 'http://a.example.org', true],
    ['example.org', 'http://badexample.org', false],
    ['other, example.org', 'http://example.org', true],
    ['other example.org', 'http://example.org', true],
    ['10.0.0.1', 'http://10.0.0.1:9091', true],
    ['[fd00::1]:9091', 'http://[fd00::1]:9091', true],
    ['fd00::1', 'http://[fd00::1]:9091', true],
    ['*', 'http://anything', true],
    ['', 'http://gateway', false],
  ])('is none where NO_PROXY is "%s" for %s: %s', (entry, url, isDirect) => {
    expect(chosen(url, { ...proxies, NO_PROXY: entry }) === undefined).toBe(isDirect);
    expect(chosen(url, { ...proxies, no_proxy: entry }) === undefined).toBe(isDirect);
  });
});
