import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const sources = [
  'main',
  'renderer',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'tsconfig.renderer.json',
];

const outputs = [
  'dist/main/cli.js',
  'dist/main/desktop.js',
  'dist/preload/preload.js',
  'dist/renderer/index.html',
];

/** Builds what `npm start` and the tests run, unless it is newer than everything it is made of. Throws when that fails. */
export function buildIfStale() {
  if (!isStale(root)) return;
  process.stderr.write('Building…\n');
  const program = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const settings = { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'build'], settings);
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

/** Whether an output is missing, or older than a source. A folder's own time tells of deleted files. */
export function isStale(dir) {
  const newestSource = Math.max(...sources.map((source) => newestTimeMs(join(dir, source))));
  const oldestOutput = Math.min(...outputs.map((output) => timeMs(join(dir, output))));
  return newestSource > oldestOutput;
}

function newestTimeMs(path) {
  const own = timeMs(path);
  const inside = readFolder(path).map((name) => newestTimeMs(join(path, name)));
  return Math.max(own, ...inside);
}

/** 0 for what is not there. */
function timeMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function readFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path) : [];
}
