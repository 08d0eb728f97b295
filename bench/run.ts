/** `npm run bench [-- NAME… --large]`: measures and writes docs/performance.md. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backlogBench } from './backlog';
import type { Bench } from './bench';
import { cycleBench } from './cycle';
import { encodeBench } from './encode';
import { pingBench } from './ping';
import { pushBench } from './push';
import { scheduleBench } from './schedule';
import { tableText, writeSection } from './support/report';
import { tcpBench } from './tcp';
import { windowBench } from './window';

const benches: readonly Bench[] = [
  tcpBench,
  pingBench,
  scheduleBench,
  cycleBench,
  encodeBench,
  pushBench,
  backlogBench,
  windowBench,
];

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { large: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    say(
      `There is no bench "${unknown.join('", "')}": choose from ${benches.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    await runOne(bench, values.large);
  }
}

async function runOne(bench: Bench, large: boolean): Promise<void> {
  const missing = bench.missing();
  if (missing !== undefined) {
    say(`${bench.name} is left out: ${missing}.`);
    return;
  }
  say(`${bench.name}: ${bench.title}`);
  const result = await bench.run({ large, say });
  for (const table of result.tables) process.stdout.write(`${tableText(table)}\n\n`);
  for (const { what, ratio, atMost } of result.goals) {
    say(`${ratio <= atMost ? 'reached' : 'MISSED'}: ${what}: ${ratio.toFixed(3)} (at most ${atMost})`);
  }
  writeSection(join(__dirname, '../docs/performance.md'), bench, result, large ? ' --large' : '');
}

void main();
