import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { startDnsServer } from '../dns-server';

/** A name server and something that takes connections, at the addresses of its arguments; a line is how late names are answered, in ms. */
const [address = '', databasePort = ''] = process.argv.slice(2);
let delayMs = 0;

createInterface({ input: process.stdin }).on('line', (line) => {
  delayMs = Number(line);
});

const database = createServer((socket) => socket.on('error', () => socket.destroy()));
database.listen(Number(databasePort), address, async () => {
  await startDnsServer(() => ['198.51.100.80'], { address, port: 53, delayMs: () => delayMs });
  console.log('ready');
});
