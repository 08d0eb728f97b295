import { describe, expect, it } from 'vitest';
import { proxyFor, proxyOnTheWay } from '../../../main/platform/proxy';

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

describe('the proxy that a desktop names', () => {
  const asked: string[] = [];
  const desktop = (answer: string) => async (url: string) => {
    asked.push(url);
    return answer;
  };
  const way = (url: string, answer: string, env: Record<string, string> = {}) =>
    proxyOnTheWay(new URL(url), env, desktop(answer));

  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY desk:3128', 'http://desk:3128'],
    ['HTTPS desk:443; DIRECT', 'https://desk:443'],
    ['DIRECT; PROXY desk:3128', undefined],
    ['SOCKS5 desk:1080', 'socks5://desk:1080'],
  ])('is read from %j', async (answer, proxy) => {
    expect(await way('https://gateway', answer)).toBe(proxy);
  });

  it('is not asked for where the environment decides, nor for loopback', async () => {
    asked.length = 0;
    expect(await way('https://gateway', 'PROXY desk:1', proxies)).toBe('http://secure:3128');
    expect(await way('https://gateway', 'PROXY desk:1', { ...proxies, NO_PROXY: 'gateway' })).toBeUndefined();
    expect(await way('http://127.0.0.1:9091', 'PROXY desk:1')).toBeUndefined();
    expect(asked).toEqual([]);
    expect(await way('http://gateway/', 'PROXY desk:1', { HTTPS_PROXY: 'x' })).toBe('http://desk:1');
    expect(asked).toEqual(['http://gateway/']);
  });
});
