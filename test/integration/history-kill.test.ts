import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDataDir } from '../support/pushtray';

const kills = 15;
const seriesACycle = 600;
const { dir, remove } = makeDataDir();
const file = join(dir, 'history.db');
afterAll(remove);

/** Starts a writer, kills it at some moment after its first flush; the last push that it said was flushed. */
async function writeUntilKilled(): Promise<number> {
  const script = resolve(__dirname, '../support/history-writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, String(seriesACycle)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let flushed = 0;
  const lines = createInterface(child.stdout).on('line', (line) => {
    flushed = Number(line);
  });
  const linesOver = once(lines, 'close');
  await once(lines, 'line');
  await wait(Math.random() * 150);
  child.kill('SIGKILL');
  await linesOver;
  return flushed;
}

describe('a history whose writer is killed', () => {
  it(`opens whole with all that was flushed, ${kills} times over`, async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const flushed = await writeUntilKilled();
      const db = new DatabaseSync(file);
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      const { pushes, newest } = db.prepare('SELECT count(*) AS pushes, max(id) AS newest FROM pushes').get();
      expect(newest).toBeGreaterThanOrEqual(flushed);
      expect(pushes).toBe(newest);
      expect(db.prepare('SELECT count(*) AS marks FROM marks').get()).toEqual({ marks: newest });
      const sizes = db.prepare('SELECT DISTINCT count(*) AS size FROM raw GROUP BY block, offset').all();
      expect(sizes).toEqual([{ size: seriesACycle }]);
      expect(
        db.prepare('SELECT count(*) AS cycles FROM (SELECT DISTINCT block, offset FROM raw)').get(),
      ).toEqual({ cycles: newest });
      db.close();
    }
  }, 120_000);
});
