import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { isStale } from '../../../scripts/build-if-stale.mjs';
import { tempDir } from '../../support/temp-dir';

const sources = ['main/cli.ts', 'main/engine/cycle.ts', 'renderer/app.tsx', 'package.json'];
const outputs = [
  'dist/main/cli.js',
  'dist/main/desktop.js',
  'dist/preload/preload.js',
  'dist/renderer/index.html',
];
let dir: string;

/** Seconds since 1970; files and the folders they are in. */
function touch(path: string, timeS: number): void {
  const file = join(dir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, timeS, timeS);
  for (let folder = dirname(file); folder !== dir; folder = dirname(folder)) utimesSync(folder, timeS, timeS);
}

beforeEach(() => {
  dir = tempDir();
  for (const source of sources) touch(source, 1000);
  for (const output of outputs) touch(output, 2000);
});

it('does not build again what is newer than its sources', () => {
  expect(isStale(dir)).toBe(false);
});

it.each(sources)('builds again when %s has changed', (source) => {
  touch(source, 3000);
  expect(isStale(dir)).toBe(true);
});

it.each(outputs)('builds again when %s is missing', (output) => {
  rmSync(join(dir, output));
  expect(isStale(dir)).toBe(true);
});

it('builds again when one output is older than the sources', () => {
  touch('dist/preload/preload.js', 500);
  expect(isStale(dir)).toBe(true);
});

it('builds again when a source was deleted', () => {
  rmSync(join(dir, 'main/engine/cycle.ts'));
  expect(isStale(dir)).toBe(true);
});
