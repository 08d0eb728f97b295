import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../../../main/history/open-history';
import { gauge } from '../../../main/metrics/model';
import { aPush, type HistoryBench, makeHistory } from '../../support/history';
import { RecordingLogger } from '../../support/recording-logger';

let bench: HistoryBench;
beforeEach(() => {
  bench = makeHistory();
});
afterEach(() => bench.remove());

function asideFiles(): string[] {
  return readdirSync(dirname(bench.file)).filter(
    (name) => name.includes('.damaged-') && !name.endsWith('-wal'),
  );
}

function damageFrom(offset: number): void {
  const file = openSync(bench.file, 'r+');
  const garbage = Buffer.alloc(statSync(bench.file).size - offset, 0xa5);
  writeSync(file, garbage, 0, garbage.length, offset);
  closeSync(file);
}

describe('a history file', () => {
  it.skipIf(process.platform === 'win32')(
    'is made for its owner alone, and so is what SQLite keeps beside it',
    () => {
      bench.history.recordPush(aPush());
      bench.history.flush();
      const modes = ['', '-wal', '-shm'].map((part) => statSync(bench.file + part).mode & 0o777);
      expect(modes).toEqual([0o600, 0o600, 0o600]);
    },
  );

  it('that is no database is kept aside under a name that the log tells, and a new one begun', () => {
    bench.history.close();
    writeFileSync(bench.file, 'not a database '.repeat(1_000));
    bench.reopen();
    const [aside = ''] = asideFiles();
    expect(readFileSync(join(dirname(bench.file), aside), 'utf8')).toContain('not a database');
    expect(bench.logger.entries.map(({ fields }) => basename(String(fields?.['keptAt'])))).toEqual([aside]);
    bench.history.recordPush(aPush());
    expect(bench.history.pushes({ limit: 1 })).toHaveLength(1);
    expect(bench.history.problem()).toBeUndefined();
  });

  it('that is damaged inside is kept aside as soon as that is met', () => {
    for (let i = 0; i < 200; i += 1) bench.history.recordPush(aPush());
    bench.history.close();
    damageFrom(4_096);
    bench.reopen();
    bench.history.recordPush(aPush());
    bench.history.flush();
    expect(bench.history.pushes({ limit: 9 })).toHaveLength(1);
    expect(asideFiles()).toHaveLength(1);
  });

  it('that is damaged while in use is kept aside, and what comes after is written to a new one', async () => {
    const families = [
      gauge(
        'm',
        '',
        Array.from({ length: 2_000 }, (_, i) => [{ i: String(i) }, i]),
      ),
    ];
    bench.history.recordSamples(bench.clock.nowMs(), families);
    bench.reopen();
    damageFrom(4_096);
    bench.history.recordPush(aPush());
    bench.history.flush();
    bench.history.recordSamples(bench.clock.nowMs(), families);
    await bench.clock.advance(5_000);
    expect(bench.history.problem()).toBeUndefined();
    expect(asideFiles()).toHaveLength(1);
    const query = { metric: 'm', labels: { i: '7' }, fromMs: 0, toMs: bench.clock.nowMs(), maxPoints: 9 };
    expect(await bench.history.samples(query)).toHaveLength(1);
  });

  it('that a newer Pushtray wrote is left alone', () => {
    bench.history.close();
    const db = new DatabaseSync(bench.file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const opened = openHistory({ file: bench.file, clock: bench.clock, logger: bench.logger });
    expect(opened).toMatchObject({ ok: false, error: { code: 'history_unusable' } });
    expect(opened).toMatchObject({ error: { message: expect.stringContaining('newer Pushtray') } });
    expect(asideFiles()).toEqual([]);
  });

  it('that cannot be made says where, why and what to do', () => {
    const file = join(dirname(bench.file), 'no-such-directory', 'history.db');
    const opened = openHistory({ file, clock: bench.clock, logger: new RecordingLogger() });
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'history_unusable', message: expect.stringContaining(file), hint: expect.any(String) },
    });
  });

  it('that is a directory is refused', () => {
    const file = join(dirname(bench.file), 'directory');
    mkdirSync(file);
    expect(openHistory({ file, clock: bench.clock, logger: bench.logger }).ok).toBe(false);
  });

  it('in memory alone works the same', () => {
    const opened = openHistory({ file: ':memory:', clock: bench.clock, logger: bench.logger });
    if (!opened.ok) throw new Error(opened.error.message);
    const { id } = opened.value.recordPush(aPush());
    expect(opened.value.push(id)?.destination).toBe('team');
    opened.value.close();
  });

  it('once closed takes nothing more and throws nothing', () => {
    bench.history.close();
    bench.history.recordPush(aPush());
    bench.history.recordSamples(0, []);
    bench.history.flush();
    expect(bench.history.pushes({ limit: 1 })).toEqual([]);
    bench.history.close();
  });
});
