import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../main/outcome';
import { followProcess } from '../../main/platform/line-process';
import { tempDir } from '../support/temp-dir';

describe.skipIf(process.platform === 'win32')('a program that is followed (needs a shell)', () => {
  it('hands over its lines one by one, however they come, and its end last', async () => {
    const { lines, end } = await followed(
      "printf 'a\\nb'; sleep 0.1; printf 'c\\r\\n\\nlast'; echo no >&2; exit 3",
    );
    expect(lines.filter(([from]) => from === 'stdout').map(([, line]) => line)).toEqual([
      'a',
      'bc',
      '',
      'last',
    ]);
    expect(lines).toContainEqual(['stderr', 'no']);
    expect(end).toEqual({ ok: true, value: 3 });
  });

  it('hands over a line without end in pieces', async () => {
    const { lines } = await followed('head -c 100000 /dev/zero | tr "\\0" x');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(([, line]) => line).join('')).toHaveLength(100_000);
  });

  it('keeps what is printed while it is paused, and hands it over before resuming is done', async () => {
    const dir = tempDir();
    const lines: string[] = [];
    const script =
      'echo go; until [ -e "$0/go" ]; do sleep 0.05; done; echo a; echo b; : > "$0/done"; exec sleep 600';
    const following = followProcess(
      { file: 'sh', args: ['-c', script, dir] },
      { onLine: (line) => lines.push(line), onEnd() {} },
    );
    await vi.waitFor(() => expect(lines).toEqual(['go']), 5000);
    following.pause();
    writeFileSync(join(dir, 'go'), '');
    await vi.waitFor(() => expect(existsSync(join(dir, 'done'))).toBe(true), 5000);
    expect(lines).toEqual(['go']);
    await following.resume();
    expect(lines).toEqual(['go', 'a', 'b']);
    await following.end();
  });

  it('tells why it did not start', async () => {
    const end = await new Promise<Outcome<number | undefined>>((onEnd) => {
      followProcess({ file: '/no/such/program', args: [] }, { onLine() {}, onEnd });
    });
    expect(end).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('is ended with all that it started', async () => {
    let pid = 0;
    const process_ = followProcess(
      { file: 'sh', args: ['-c', 'echo $$; sleep 600 & wait'] },
      {
        onLine: (line) => {
          pid = Number(line);
          void process_.end().then(() => ended());
        },
        onEnd() {},
      },
    );
    let ended = () => {};
    await new Promise<void>((resolve) => {
      ended = resolve;
    });
    // What has ended still counts until the first process of the machine takes note of it.
    await vi.waitFor(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'), 10_000);
  });
});

function followed(script: string) {
  const lines: [from: string, line: string][] = [];
  return new Promise<{ lines: typeof lines; end: Outcome<number | undefined> }>((resolve) => {
    followProcess(
      { file: 'sh', args: ['-c', script] },
      { onLine: (line, from) => lines.push([from, line]), onEnd: (end) => resolve({ lines, end }) },
    );
  });
}
