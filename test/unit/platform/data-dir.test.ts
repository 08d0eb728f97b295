import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataDir, openDataDir } from '../../../main/platform/data-dir';
import { tempDir } from '../../support/temp-dir';

describe('the default data directory', () => {
  it.each([
    ['linux', {}, '/home/ann', '/home/ann/.config/pushtray'],
    ['linux', { XDG_CONFIG_HOME: '/x' }, '/home/ann', '/x/pushtray'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/ann', '/home/ann/.config/pushtray'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/ann', '/home/ann/.config/pushtray'],
    ['darwin', { XDG_CONFIG_HOME: '/x' }, '/Users/ann', '/Users/ann/Library/Application Support/Pushtray'],
    ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ann', 'D:\\Roaming\\Pushtray'],
    ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Pushtray'],
  ] as const)('on %s with %o and home %s is %s', (platform, env, home, expected) => {
    expect(defaultDataDir(env, platform, home)).toBe(expected);
  });
});

describe('opening a data directory', () => {
  it('makes it for this user alone and leaves nothing in it', () => {
    const path = join(tempDir(), 'a', 'pushtray');
    expect(openDataDir(path)).toMatchObject({
      ok: true,
      value: { path, historyFile: join(path, 'history.db'), logFile: join(path, 'pushtray.log') },
    });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readdirSync(path)).toEqual([]);
  });

  it('leaves the rights of one that is there alone', () => {
    const path = join(tempDir(), 'pushtray');
    mkdirSync(path, { mode: 0o755 });
    expect(openDataDir(path).ok).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  it('says where, why and what to do when it cannot be made', () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    const path = join(file, 'pushtray');
    expect(openDataDir(path)).toEqual({
      ok: false,
      error: {
        code: 'not_writable',
        message: `Pushtray cannot use its data directory. Cannot make the directory ${path}: a part of the path is not a directory.`,
        hint: 'Give this user the right to write there, or name another directory with --data-dir.',
      },
    });
  });
});
