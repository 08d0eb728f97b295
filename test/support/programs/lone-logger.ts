import { createInterface } from 'node:readline';
import { makeLogger } from '../../../main/platform/logger';

/** Logs to standard error at each line it is told, and answers. */
const logger = makeLogger({ stderr: true });

console.log('ready');
createInterface({ input: process.stdin }).on('line', () => {
  logger.warn('is anybody there?');
  setTimeout(() => console.log('still here'), 50);
});
