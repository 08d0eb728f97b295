/** Where a target is, in one word: its URL, or its host with the port if there is one. */
export function placeOf(
  target: { readonly url: string } | { readonly host: string; readonly port?: number },
): string {
  if ('url' in target) return target.url;
  const { host, port: number } = target;
  if (number === undefined) return host;
  return host.includes(':') ? `[${host}]:${number}` : `${host}:${number}`;
}
