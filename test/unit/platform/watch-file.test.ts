import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchFile } from '../../../main/platform/watch-file';
import { tempDir } from '../../support/temp-dir';

function watched(path: string) {
  const onChange = vi.fn();
  const stop = watchFile(path, onChange);
  onTestFinished(stop);
  const soon = () => vi.waitFor(() => expect(onChange).toHaveBeenCalled(), { timeout: 10_000 });
  return { onChange, stop, soon };
}

/** Until the watch is set up in the kernel and what happened before it has been told. */
async function quiet(onChange: ReturnType<typeof vi.fn>): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  onChange.mockClear();
}

it('tells of a file that is written', async () => {
  const path = join(tempDir(), 'settings.json');
  writeFileSync(path, '1');
  const { onChange, soon } = watched(path);
  await quiet(onChange);
  writeFileSync(path, '2');
  await soon();
});

it('goes on telling after the file was replaced by another of its name', async () => {
  const path = join(tempDir(), 'settings.json');
  writeFileSync(path, '1');
  const { onChange, soon } = watched(path);
  for (const text of ['2', '3']) {
    await quiet(onChange);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    await soon();
  }
});

it('tells of a file that is made and of one that is removed', async () => {
  const path = join(tempDir(), 'settings.json');
  const { onChange, soon } = watched(path);
  await quiet(onChange);
  writeFileSync(path, '1');
  await soon();
  await quiet(onChange);
  rmSync(path);
  await soon();
});

it('tells once of many writes in a row', async () => {
  const path = join(tempDir(), 'settings.json');
  writeFileSync(path, '0');
  const { onChange, soon } = watched(path);
  await quiet(onChange);
  for (let i = 0; i < 20; i += 1) writeFileSync(path, String(i));
  await soon();
  expect(onChange).toHaveBeenCalledTimes(1);
});

it('does not tell of other files in the directory, nor after its end', async () => {
  const dir = tempDir();
  const path = join(dir, 'settings.json');
  writeFileSync(path, '1');
  const { onChange, stop } = watched(path);
  await quiet(onChange);
  writeFileSync(join(dir, 'history.db'), '1');
  await new Promise((resolve) => setTimeout(resolve, 300));
  stop();
  writeFileSync(path, '2');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(onChange).not.toHaveBeenCalled();
});

it('sees a file in a directory that is made later', async () => {
  const dir = join(tempDir(), 'later');
  const path = join(dir, 'settings.json');
  const { onChange, soon } = watched(path);
  await quiet(onChange);
  mkdirSync(dir);
  writeFileSync(path, '1');
  await soon();
}, 15_000);
