import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readElectronDist, testOnlyMark } from '../../../scripts/electron/electron-dist';
import { tempDir } from '../../support/temp-dir';

const program = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';

function makeDist(files: Record<string, string>): { dir: string; executable: string } {
  const dir = tempDir();
  mkdirSync(join(dir, 'Electron.app/Contents/MacOS'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return { dir, executable: join(dir, program) };
}

it('reads folder and version of an unpacked Electron', () => {
  const { dir, executable } = makeDist({ [program]: '', version: 'v45.4.1\n' });
  expect(readElectronDist(executable)).toEqual({ dir, executable, version: '45.4.1', testOnly: false });
});

it('knows the one that is for tests only', () => {
  const { executable } = makeDist({ [program]: '', version: '22.3.25', [testOnlyMark]: 'for tests' });
  expect(readElectronDist(executable)?.testOnly).toBe(true);
});

it.each([
  ['the program', { version: '45.4.1' }],
  ['the version', { [program]: '' }],
])('takes nothing for an Electron that lacks %s', (_what, files) => {
  expect(readElectronDist(makeDist(files as Record<string, string>).executable)).toBeUndefined();
});
