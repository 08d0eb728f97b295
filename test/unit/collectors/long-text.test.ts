import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCycle } from '../../../main/engine/measuring/cycle';
import { gauge, type Point } from '../../../main/metrics/model';
import { success } from '../../../main/outcome';
import { collectWith } from '../../support/collector-of';
import { tickingClock, turnsDuring } from '../../support/slices';
import { tempDir } from '../../support/temp-dir';

const lines = 2_000;
const text = Array.from({ length: lines }, (_, index) => `m{n="${index}",job="x"} 1\n`).join('');

/** A slice is 4 of the ticking clock's milliseconds, and it is looked at after each step. */
const leastTurns = lines / 5;

it.each([
  ['a command prints', () => collectWith({ kind: 'command', command: 'x' }, printing())],
  [
    'a file holds',
    () => collectWith({ kind: 'textfile', directory: directory() }, { clock: tickingClock() }),
  ],
])('others have their turns while much of what %s is read', async (_title, collect) => {
  const { turns, result } = await turnsDuring(collect);
  expect(result.families[0]?.samples).toHaveLength(lines);
  expect(turns).toBeGreaterThan(leastTurns);
});

it('others have their turns while much of what a collector gives is checked', async () => {
  const points = Array.from({ length: lines }, (_, index): Point => [{ n: String(index) }, 1]);
  const collected = { families: [gauge('m', '', points)], problems: [] };
  const collector = { collect: () => Promise.resolve(collected), close: () => Promise.resolve() };
  const { turns, result } = await turnsDuring(
    () => runCycle(collector, { clock: tickingClock(), timeoutMs: 1_000 }).result,
  );
  expect(result.families[0]?.samples).toHaveLength(lines);
  expect(turns).toBeGreaterThan(leastTurns);
});

function printing() {
  const printed = { stdout: text, stderr: '', truncated: false, durationMs: 1, exitCode: 0 };
  return { platform: 'linux' as const, clock: tickingClock(), run: () => Promise.resolve(success(printed)) };
}

function directory(): string {
  const dir = tempDir();
  writeFileSync(join(dir, 'm.prom'), text);
  return dir;
}
