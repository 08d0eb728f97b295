import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { takeLock } from '../../../main/platform/lock';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Waits for a line, takes the lock of the data directory that its argument names, says what came of it, and stays. Nothing here
 * refers to the lock then, and the garbage collector has been by.
 */
const [dataDir = ''] = process.argv.slice(2);

console.log('ready');
createInterface({ input: process.stdin }).on('line', () => {
  const outcome = tryLock();
  setImmediate(() => {
    collectGarbage();
    setImmediate(() => console.log(outcome));
  });
});

function tryLock(): string {
  const lock = takeLock(dataDir, 'headless');
  if (!lock.ok) return lock.error.code;
  lock.value.describe({ address: 'http://127.0.0.1:9091/' });
  return 'held';
}
