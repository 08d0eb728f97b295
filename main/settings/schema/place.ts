const loopbackNames = ['localhost', 'localhost.', '127.0.0.1', '[::1]', '0.0.0.0', '[::]'];

/** Host and port of an address, the same for whichever of loopback's names. */
export function placeOf(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  const host = loopbackNames.includes(hostname.toLowerCase()) ? 'localhost' : hostname.toLowerCase();
  return `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
