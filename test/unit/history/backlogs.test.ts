import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Backlog } from '../../../main/destinations/destination';
import { BacklogTable } from '../../../main/history/backlog-table';
import { Backlogs } from '../../../main/history/backlogs';
import { FakeClock } from '../../support/fake-clock';
import { RecordingLogger } from '../../support/recording-logger';
import { tempDir } from '../../support/temp-dir';

const plenty = { maxBytes: 1_000_000 };
const atMs = Date.UTC(2026, 0, 1);

function open(file: string) {
  const logger = new RecordingLogger();
  return { logger, backlogs: new Backlogs({ file, clock: new FakeClock(atMs), logger }) };
}

function add(backlog: Backlog, ...seconds: number[]): number[] {
  return seconds.map((second) =>
    backlog.append({ atMs: atMs + second * 1_000, samples: 10, content: Buffer.from(`at ${second}`) }),
  );
}

/** Settles all that waits and gives what it was. */
function drained(backlog: Backlog): string[] {
  const contents: string[] = [];
  for (let entry = backlog.oldest(); entry; entry = backlog.oldest()) {
    contents.push(Buffer.from(entry.content).toString());
    backlog.settle(entry.id, 'delivered');
  }
  return contents;
}

describe('a backlog', () => {
  it('gives what was added, the oldest first, until it is settled', () => {
    const backlog: Backlog = open(':memory:').backlogs.of('mimir', plenty);
    expect(backlog.oldest()).toBeUndefined();
    add(backlog, 1, 2, 3);
    expect(backlog.size()).toMatchObject({ samples: 30, droppedSamples: 0 });
    expect(drained(backlog)).toEqual(['at 1', 'at 2', 'at 3']);
    expect(backlog.size()).toMatchObject({ samples: 0, droppedSamples: 0 });
  });

  it('keeps the last that was settled as the newest, until something is added', () => {
    const backlog: Backlog = open(':memory:').backlogs.of('mimir', plenty);
    add(backlog, 1, 2);
    drained(backlog);
    expect(backlog.newest()).toMatchObject({ atMs: atMs + 2_000, samples: 10 });
    add(backlog, 3);
    expect(backlog.newest()).toMatchObject({ atMs: atMs + 3_000 });
  });

  it('knows nothing of that of another destination', () => {
    const { backlogs } = open(':memory:');
    const [one, other] = [backlogs.of('one', plenty), backlogs.of('other', plenty)];
    add(one, 1);
    add(other, 2);
    add(one, 3);
    expect(drained(one)).toEqual(['at 1', 'at 3']);
    expect(drained(other)).toEqual(['at 2']);
  });

  it('is there again after a restart, with what was settled gone', () => {
    const file = join(tempDir(), 'backlog.db');
    const before = open(file).backlogs;
    const backlog = before.of('mimir', plenty);
    const [first = 0] = add(backlog, 1, 2, 3);
    backlog.settle(first, 'delivered');
    before.close();
    const after = open(file).backlogs;
    expect(after.of('mimir', plenty).size()).toEqual({
      snapshots: 2,
      samples: 20,
      bytes: 8,
      oldestAtMs: atMs + 2_000,
      droppedSamples: 0,
    });
    expect(drained(after.of('mimir', plenty))).toEqual(['at 2', 'at 3']);
    after.close();
  });

  it('keeps a note of each destination over a restart', () => {
    const file = join(tempDir(), 'backlog.db');
    const before = open(file).backlogs;
    const backlog: Backlog = before.of('mimir', plenty);
    expect(backlog.note()).toBeUndefined();
    backlog.setNote('first');
    backlog.setNote('second');
    before.close();
    const after = open(file).backlogs;
    expect(after.of('mimir', plenty).note()).toBe('second');
    expect(after.of('other', plenty).note()).toBeUndefined();
    after.close();
  });

  it('drops by age, by what comes after a moment or an entry, and counts what it dropped', () => {
    const backlog: Backlog = open(':memory:').backlogs.of('mimir', plenty);
    const [, , third = 0] = add(backlog, 1, 2, 3, 4, 5, 6);
    backlog.dropBefore(atMs + 2_000);
    backlog.dropFrom(atMs + 6_000);
    expect(backlog.size()).toMatchObject({ samples: 40, droppedSamples: 20 });
    backlog.dropAfter(third);
    backlog.dropUnkept(7);
    const oldest = backlog.oldest();
    backlog.settle(oldest?.id ?? 0, 'refused');
    expect(drained(backlog)).toEqual(['at 3']);
    expect(backlog.size()).toMatchObject({ samples: 0, droppedSamples: 57 });
  });

  it('drops nothing that was settled already', () => {
    const backlog: Backlog = open(':memory:').backlogs.of('mimir', plenty);
    add(backlog, 1);
    drained(backlog);
    backlog.dropBefore(atMs + 60_000);
    backlog.dropAfter(0);
    expect(backlog.newest()).toMatchObject({ atMs: atMs + 1_000 });
    expect(backlog.size().droppedSamples).toBe(0);
  });

  it('drops the oldest beyond its size, but never the newest', () => {
    const backlog: Backlog = open(':memory:').backlogs.of('mimir', { maxBytes: 12 });
    add(backlog, 1, 2, 3, 4, 5);
    expect(backlog.size()).toMatchObject({ samples: 30, droppedSamples: 20 });
    backlog.append({ atMs: atMs + 6_000, samples: 1, content: Buffer.alloc(50) });
    expect(backlog.size()).toMatchObject({ samples: 1, droppedSamples: 50 });
  });

  it('drops in one go what is too much since it may hold less', () => {
    const { backlogs } = open(':memory:');
    const entries = Array.from({ length: 100 }, (_, second) => second);
    add(backlogs.of('mimir', plenty), ...entries);
    const drops = vi.spyOn(BacklogTable.prototype, 'drop');
    onTestFinished(() => drops.mockRestore());
    const smaller = backlogs.of('mimir', { maxBytes: 20 });
    add(smaller, 100);
    expect(drops).toHaveBeenCalledTimes(1);
    expect(smaller.size()).toMatchObject({ snapshots: 3, droppedSamples: 980 });
    expect(drained(smaller)).toEqual(['at 98', 'at 99', 'at 100']);
  });

  it('forgets after a month what nobody asks for', () => {
    const file = join(tempDir(), 'backlog.db');
    const { backlogs } = open(file);
    add(backlogs.of('gone', plenty), -32 * 86_400, 0);
    backlogs.close();
    expect(drained(open(file).backlogs.of('gone', plenty))).toEqual(['at 0']);
  });
});

describe('a backlog file', () => {
  it('that cannot be used makes the backlog stay in memory, which is said once', () => {
    const file = join(tempDir(), 'backlog.db');
    mkdirSync(file);
    const { backlogs, logger } = open(file);
    const backlog = backlogs.of('mimir', plenty);
    add(backlog, 1, 2);
    expect(drained(backlog)).toEqual(['at 1', 'at 2']);
    expect(logger.entries.map(({ message }) => message)).toEqual([
      `The backlog file ${file} cannot be used: it cannot be opened or made there. Until the next start, what is not delivered is kept in memory alone.`,
    ]);
  });

  it('is kept aside and begun anew when it is damaged', () => {
    const dir = tempDir();
    const file = join(dir, 'backlog.db');
    writeFileSync(file, 'no database at all '.repeat(100));
    const { backlogs, logger } = open(file);
    add(backlogs.of('mimir', plenty), 1);
    backlogs.close();
    expect(drained(open(file).backlogs.of('mimir', plenty))).toEqual(['at 1']);
    expect(readdirSync(dir)).toContain('backlog.db.damaged-2026-01-01T000000Z');
    expect(logger.entries[0]).toMatchObject({ level: 'error' });
  });

  it.skipIf(process.platform === 'win32')('is made for its owner alone', () => {
    const file = join(tempDir(), 'backlog.db');
    add(open(file).backlogs.of('mimir', plenty), 1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not made as long as no destination takes history', () => {
    const file = join(tempDir(), 'backlog.db');
    open(file).backlogs.close();
    expect(existsSync(file)).toBe(false);
  });
});
