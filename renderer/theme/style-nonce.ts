/** The nonce that the page was served with (toolchain: `html.cspNonce`), for the style elements made at run time. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
