/** Whether `url` leads to the server at `ownAddress` (`http://HOST:PORT`), by whichever of loopback's names. */
export function isOwnAddress(url: string, ownAddress: string | undefined): boolean {
  return ownAddress !== undefined && placeOf(url) === placeOf(ownAddress);
}

const loopbackNames = ['localhost', 'localhost.', '127.0.0.1', '[::1]', '0.0.0.0', '[::]'];

function placeOf(text: string): string {
  const { protocol, hostname, port } = new URL(text);
  const host = loopbackNames.includes(hostname.toLowerCase()) ? 'localhost' : hostname.toLowerCase();
  return `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
