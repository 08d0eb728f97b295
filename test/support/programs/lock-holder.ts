import { createInterface } from 'node:readline';
import { takeLock } from '../../../main/platform/lock';

/** Waits for a line, takes the lock of the data directory that its argument names, says what came of it, and stays. */
const [dataDir = ''] = process.argv.slice(2);

console.log('ready');
createInterface({ input: process.stdin }).on('line', () => {
  const lock = takeLock(dataDir, 'headless');
  if (lock.ok) lock.value.describe({ address: 'http://127.0.0.1:9091/' });
  console.log(lock.ok ? 'held' : lock.error.code);
});
