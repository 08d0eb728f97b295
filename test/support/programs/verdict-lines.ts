import type { AppState } from '../../../main/contract/state';
import { httpTransport } from '../http-transport';

/** Asks a Pushtray ten times a second how it is, and prints a line whenever a cycle, a push or the verdict is another one. */
const [address = '', token = ''] = process.argv.slice(2);
const transport = httpTransport({ address, token });
let last = '';

async function ask(): Promise<void> {
  const answer = await transport.call('state.get', {});
  if (!answer.ok) return;
  const { collectors, destinations, verdict } = answer.value as AppState;
  const line = JSON.stringify({
    cycles: Object.fromEntries([
      ...collectors.map(({ id, lastCycleAtMs }) => [id, lastCycleAtMs]),
      ...destinations.map(({ id, lastPush }) => [id, lastPush?.atMs]),
    ]),
    verdict,
  });
  if (line !== last) console.log(line);
  last = line;
}

async function main(): Promise<void> {
  for (;;) {
    await ask();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

void main();
