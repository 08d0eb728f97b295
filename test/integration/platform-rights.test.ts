import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProgram } from '../support/program';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** Below /tmp, as nobody may not pass through a directory of root's. */
function publicDir(): string {
  const dir = mkdtempSync('/tmp/pushtray-rights-');
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  chmodSync(dir, 0o755);
  return dir;
}

describe.skipIf(!isRoot)('as a user who may not write (needs root to become one)', () => {
  it('a data directory, a file and settings are refused with path, cause and what to do', async () => {
    const dir = publicDir();
    const [dataDir, secret, settings] = [
      join(dir, 'data'),
      join(dir, 'secret'),
      join(dir, 'mine', 'settings.json'),
    ];
    writeFileSync(secret, 'x', { mode: 0o600 });
    mkdirSync(join(dir, 'mine'));
    chownSync(join(dir, 'mine'), nobody, nobody);
    writeFileSync(settings, '{ "version": 1 }', { mode: 0o444 });

    const program = startProgram('as-another-user', { uid: nobody, args: [dataDir, secret, settings] });
    const { opened, read, saved } = JSON.parse(await program.line());
    expect(opened.error).toEqual({
      code: 'not_writable',
      message: `Pushtray cannot use its data directory. Cannot make the directory ${dataDir}: this user may not.`,
      hint: expect.stringContaining('--data-dir'),
    });
    expect(read.error).toEqual({
      code: 'not_permitted',
      message: `Cannot read ${secret}: this user may not.`,
    });
    expect(saved.error).toEqual({
      code: 'not_writable',
      message: `The settings were not saved. Cannot write ${settings}: this user may not.`,
      hint: expect.stringContaining(settings),
    });
    expect(readFileSync(settings, 'utf8')).toBe('{ "version": 1 }');
  });
});
