/** Stands in the built page wherever a nonce belongs; whoever serves the page writes a fresh one there for each answer. */
export const noncePlaceholder = '__CSP_NONCE__';

/**
 * What the page may load and run, the same in the tray app's window and in a browser: nothing but its own files.
 * Style attributes are open since Mantine and uPlot write them.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
