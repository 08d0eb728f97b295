/** The window's page has an address of its own: nothing on the disk can be reached through it but what was built for it. */
export const pageScheme = 'app';
const pageHost = 'pushtray';
export const pageUrl = `${pageScheme}://${pageHost}/`;

/** Whether `url` is the window's page itself, at whatever route, and not just a file of it. */
export function isPage(url: string): boolean {
  return pageFile(url) === 'index.html';
}

/**
 * Which file of the built page `url` names: a path with "/" below the page's folder. Undefined for every address that
 * is not ours or leads out of the folder.
 */
export function pageFile(url: string): string | undefined {
  const address = parseUrl(url);
  if (address?.protocol !== `${pageScheme}:` || address.host !== pageHost) return undefined;
  if (address.pathname === '/' || address.pathname === '') return 'index.html';
  const segments = address.pathname.slice(1).split('/').map(decodeSegment);
  return segments.every(isPlainName) ? segments.join('/') : undefined;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** An allow-list: what a build gives its files. Separators, drives, streams and what begins with a dot stay out. */
function isPlainName(segment: string | undefined): boolean {
  return segment !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9_.@-]*$/.test(segment);
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
};

export function contentTypeOf(file: string): string {
  return contentTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
