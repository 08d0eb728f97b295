import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentTypeOf, isPage, pageFile, pageUrl } from '../../../main/shell/page-address';
import { isPageFrame } from '../../../main/shell/sender';

describe("the page's address", () => {
  it('names files below the page', () => {
    expect(pageFile('app://pushtray/')).toBe('index.html');
    expect(pageFile('app://pushtray')).toBe('index.html');
    expect(pageFile('app://pushtray/index.html#/now')).toBe('index.html');
    expect(pageFile('app://pushtray/assets/index-B2_x.js?v=1')).toBe('assets/index-B2_x.js');
  });

  it.each([
    'app://elsewhere/index.html',
    'app://pushtray:80/index.html',
    'app://user@pushtray.example/',
    'file:///etc/passwd',
    'http://pushtray/index.html',
    'https://pushtray/',
    'data:text/html,hello',
    'about:blank',
    'no address',
    '',
  ])('takes %j for foreign', (url) => {
    expect(pageFile(url)).toBeUndefined();
  });

  it.each([
    'app://pushtray/..%2f..%2fetc/passwd',
    'app://pushtray/assets/%2e%2e%5c%2e%2e%5csecret',
    'app://pushtray/assets//x.js',
    'app://pushtray/.env',
    'app://pushtray/assets/',
    'app://pushtray/C:%5Cwindows%5Cwin.ini',
    'app://pushtray/C:/windows/win.ini',
    'app://pushtray/index.html%00.js',
    'app://pushtray/%E0%A4%A',
  ])('does not lead out of the folder with %j', (url) => {
    expect(pageFile(url)).toBeUndefined();
  });

  it('never names a file outside the folder, whatever is asked for', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      'a',
      '.js',
      ':',
      '~',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const file = pageFile(`${pageUrl}${parts.join('')}`);
        expect(file ?? 'a').toMatch(/^[A-Za-z0-9_-][\w.@-]*(\/[A-Za-z0-9_-][\w.@-]*)*$/);
      }),
    );
  });

  it('is the page itself only at its root', () => {
    expect(isPage('app://pushtray/#/settings')).toBe(true);
    expect(isPage('app://pushtray/assets/index.js')).toBe(false);
    expect(isPage('app://pushtray.example/')).toBe(false);
  });

  it('has the type of each file a build makes', () => {
    expect(contentTypeOf('assets/index.js')).toBe('text/javascript; charset=utf-8');
    expect(contentTypeOf('assets/odd.xyz')).toBe('application/octet-stream');
  });
});

describe('who may call', () => {
  const page = { url: 'app://pushtray/#/now', parent: null };

  it("is the page's main frame", () => {
    expect(isPageFrame(page)).toBe(true);
  });

  it('is no frame inside it, no other page and no frame that is gone', () => {
    expect(isPageFrame({ ...page, parent: page })).toBe(false);
    expect(isPageFrame({ ...page, url: 'https://example.org/' })).toBe(false);
    expect(isPageFrame({ ...page, url: 'app://pushtray/assets/index.js' })).toBe(false);
    expect(isPageFrame(null)).toBe(false);
  });
});
