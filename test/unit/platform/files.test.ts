import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  appendToFile,
  copyFile,
  ensureDirectory,
  isOpenToOthers,
  readTextFile,
  removeFile,
  writeFileAtomic,
  writeFileAtomicSync,
} from '../../../main/platform/files';
import { tempDir } from '../../support/temp-dir';

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('reading', () => {
  it('says that a file does not exist', () => {
    const path = join(tempDir(), 'none');
    expect(readTextFile(path)).toEqual({
      ok: false,
      error: { code: 'not_found', message: `Cannot read ${path}: it does not exist.` },
    });
  });

  it('leaves a byte-order mark out', () => {
    const path = join(tempDir(), 'bom');
    writeFileSync(path, '\uFEFF{}');
    expect(readTextFile(path)).toEqual({ ok: true, value: '{}' });
  });

  it('refuses a file that is larger than allowed, unread', () => {
    const path = join(tempDir(), 'large');
    writeFileSync(path, 'x'.repeat(11));
    expect(readTextFile(path, 10)).toMatchObject({ error: { code: 'too_large' } });
  });

  it('tells a directory from a file', () => {
    expect(readTextFile(tempDir())).toMatchObject({ error: { code: 'wrong_kind' } });
  });
});

describe('writing', () => {
  it('keeps the mode of the file it replaces', () => {
    const path = join(tempDir(), 'kept');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    expect(writeFileAtomicSync(path, 'new')).toEqual({ ok: true, value: undefined });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o640);
  });

  it('sets the mode it is told, whatever the umask and the old file say', () => {
    const path = join(tempDir(), 'told');
    writeFileSync(path, 'old', { mode: 0o644 });
    writeFileAtomicSync(path, 'new', { mode: 0o600 });
    expect(modeOf(path)).toBe(0o600);
  });

  it('leaves nothing beside the file, also when it fails', () => {
    const dir = tempDir();
    mkdirSync(join(dir, 'taken'));
    writeFileAtomicSync(join(dir, 'fine'), 'x');
    expect(writeFileAtomicSync(join(dir, 'taken'), 'x')).toMatchObject({ error: { code: 'wrong_kind' } });
    expect(readdirSync(dir)).toEqual(['fine', 'taken']);
  });

  it('writes through a link', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'real'), 'old');
    symlinkSync(join(dir, 'real'), join(dir, 'link'));
    writeFileAtomicSync(join(dir, 'link'), 'new');
    expect(readFileSync(join(dir, 'real'), 'utf8')).toBe('new');
  });

  it('names what is missing', () => {
    const path = join(tempDir(), 'no', 'such');
    expect(writeFileAtomicSync(path, 'x')).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('writing piece by piece', () => {
  it('replaces the file at the end, readable by this user alone, and leaves nothing beside it', async () => {
    const path = join(tempDir(), 'file');
    writeFileSync(path, 'old', { mode: 0o644 });
    writeFileSync(`${path}.new`, 'of a run that was killed');
    const seen: string[] = [];
    function* pieces() {
      for (const piece of ['a', 'b', 'c']) {
        seen.push(readFileSync(path, 'utf8'));
        yield piece;
      }
    }
    expect(await writeFileAtomic(path, pieces())).toEqual({ ok: true, value: undefined });
    expect(seen).toEqual(['old', 'old', 'old']);
    expect(readFileSync(path, 'utf8')).toBe('abc');
    expect(modeOf(path)).toBe(0o600);
    expect(readdirSync(dirname(path))).toEqual(['file']);
  });

  it('lets others run between pieces', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await writeFileAtomic(join(tempDir(), 'file'), Array<string>(500).fill('x'.repeat(100_000)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it('keeps the old file when it fails, and leaves nothing beside it', async () => {
    const dir = tempDir();
    mkdirSync(join(dir, 'taken'));
    expect(await writeFileAtomic(join(dir, 'taken'), ['x'])).toMatchObject({
      ok: false,
      error: { code: 'wrong_kind' },
    });
    expect(await writeFileAtomic(join(dir, 'no', 'such'), ['x'])).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(readdirSync(dir)).toEqual(['taken']);
  });
});

it('says that the disk is full', () => {
  expect(appendToFile('/dev/full', 'x')).toEqual({
    ok: false,
    error: { code: 'no_space', message: 'Cannot write /dev/full: the disk is full.' },
  });
});

it('makes directories for this user alone', () => {
  const path = join(tempDir(), 'a', 'b');
  expect(ensureDirectory(path).ok).toBe(true);
  expect(modeOf(path)).toBe(0o700);
  expect(ensureDirectory(path).ok).toBe(true);
});

it('does not make a directory where a file stands', () => {
  const path = join(tempDir(), 'file');
  writeFileSync(path, '');
  expect(ensureDirectory(path)).toMatchObject({ error: { code: 'exists' } });
  expect(ensureDirectory(join(path, 'below'))).toMatchObject({ error: { code: 'wrong_kind' } });
});

it('copies a file with its mode, and never over another', () => {
  const dir = tempDir();
  const [from, to] = [join(dir, 'from'), join(dir, 'to')];
  writeFileSync(from, 'x', { mode: 0o640 });
  expect(copyFile(from, to).ok).toBe(true);
  expect(modeOf(to)).toBe(0o640);
  expect(copyFile(from, to)).toMatchObject({ error: { code: 'exists' } });
});

it('takes a file that is not there for removed', () => {
  expect(removeFile(join(tempDir(), 'none')).ok).toBe(true);
});

it.each([
  [0o600, false],
  [0o400, false],
  [0o640, true],
  [0o604, true],
  [0o620, true],
])('knows that mode %o is open to others: %s', (mode, open) => {
  const path = join(tempDir(), 'file');
  writeFileSync(path, '');
  chmodSync(path, mode);
  expect(isOpenToOthers(path)).toBe(open);
});
