import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../main/history/history';
import { openHistory } from '../../main/history/open-history';
import { gauge } from '../../main/metrics/model';
import { FakeClock } from '../support/fake-clock';
import { aPush } from '../support/history';
import { RecordingLogger } from '../support/recording-logger';

const mountPoint = mkdtempSync(join(tmpdir(), 'pushtray-disk-'));
const canMount = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mountPoint);
if (canMount) unmount();
afterAll(() => rmSync(mountPoint, { recursive: true, force: true }));

function mount(...args: string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

function unmount(): void {
  spawnSync('umount', ['--lazy', mountPoint]);
}

describe.skipIf(!canMount)('a history on a small disk (needs the right to mount)', () => {
  const file = join(mountPoint, 'history.db');
  let clock: FakeClock;
  let logger: RecordingLogger;

  beforeEach(() => {
    mount('-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', mountPoint);
    clock = new FakeClock();
    logger = new RecordingLogger();
  });
  afterEach(unmount);

  function open(): History {
    const opened = openHistory({ file, clock, logger });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  }

  const fill = join(mountPoint, 'fill');

  it('says once that the disk is full, drops, and writes again when there is room', async () => {
    const history = open();
    const families = [
      gauge(
        'm',
        '',
        Array.from({ length: 500 }, (_, i) => [{ i: String(i) }, i]),
      ),
    ];
    writeFileSync(fill, Buffer.alloc(400 * 1024));
    for (let i = 0; i < 60; i += 1) {
      history.recordSamples(clock.nowMs(), families);
      history.recordPush(aPush());
      await clock.advance(2_000);
    }
    expect(history.problem()).toContain('the disk is full');
    expect(logger.entries.filter(({ message }) => message.includes('the disk is full'))).toHaveLength(1);

    rmSync(fill);
    const { id } = history.recordPush(aPush());
    await clock.advance(2_000);
    expect(history.problem()).toBeUndefined();
    history.close();
    const again = open();
    expect(again.push(id)?.id).toBe(id);
    again.close();
  });

  it('cannot begin on a read-only one, and says so', () => {
    mount('-o', 'remount,ro', mountPoint);
    const opened = openHistory({ file, clock, logger });
    expect(opened).toMatchObject({ ok: false, error: { code: 'history_unusable' } });
  });

  it('that has become read-only is refused with the reason', () => {
    open().close();
    // A bind mount, since the package keeps its file open until the garbage collector comes by.
    mount('--bind', mountPoint, mountPoint);
    mount('-o', 'remount,bind,ro', mountPoint);
    const opened = openHistory({ file, clock, logger });
    unmount();
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'history_unusable', message: expect.stringContaining('it is read-only') },
    });
  });
});
