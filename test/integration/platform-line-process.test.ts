import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../main/outcome';
import { followProcess } from '../../main/platform/line-process';

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
    expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
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
