import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** An unpacked Electron: what electron-builder calls `electronDist`. */
export interface ElectronDist {
  readonly dir: string;
  readonly executable: string;
  readonly version: string;
  /** True for the one that is out of support: never to be packaged for users. */
  readonly testOnly: boolean;
}

/** Lies in a dist that may only be used by tests, and says so in words. */
export const testOnlyMark = 'TEST-ONLY.txt';

/** What stands around an Electron's program; undefined when it is not an unpacked Electron. */
export function readElectronDist(executable: string): ElectronDist | undefined {
  // On macOS it is Electron.app/Contents/MacOS/Electron.
  const dir = process.platform === 'darwin' ? resolve(dirname(executable), '../../..') : dirname(executable);
  const versionFile = join(dir, 'version');
  if (!existsSync(executable) || !existsSync(versionFile)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  return { dir, executable, version, testOnly: existsSync(join(dir, testOnlyMark)) };
}
