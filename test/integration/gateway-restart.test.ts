import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../support/ask';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

let data: ReturnType<typeof makeDataDir>;
let pushtray: RunningPushtray | undefined;

beforeEach(() => {
  data = makeDataDir({ version: 1, instance: 'here', interval: '1s', collectors: [] });
});
afterEach(async () => {
  await pushtray?.stop();
  data.remove();
});

async function start(): Promise<RunningPushtray> {
  pushtray = await startPushtray(['run', '--data-dir', data.dir, '--listen', '127.0.0.1:0']);
  return pushtray;
}

async function put(path: string, body: string): Promise<void> {
  const answer = await ask(pushtray?.address ?? '', path, { method: 'PUT', body });
  expect(answer.status).toBe(200);
}

async function pushed(): Promise<string[]> {
  const { body } = await ask(pushtray?.address ?? '', '/metrics');
  return body.split('\n').filter((line) => /^(pushed|push_time_seconds.*job="batch")/.test(line));
}

describe('what was pushed to a running Pushtray', () => {
  it('is there again after it was ended and started', async () => {
    const first = await start();
    await put('/metrics/job/batch/instance/i', 'pushed{a="1"} NaN\n');
    const before = await pushed();
    expect(before).toHaveLength(2);
    await first.stop();
    await start();
    expect(await pushed()).toEqual(before);
  });

  it('is there again after it was killed some seconds later, but not its own group, which is measured anew', async () => {
    const first = await start();
    await put('/metrics/job/batch', 'pushed 1\n');
    const file = join(data.dir, 'gateway.jsonl');
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 20_000 });
    first.signal('SIGKILL');
    await first.ended;
    expect(readFileSync(file, 'utf8')).not.toContain('"job":"pushtray"');
    await start();
    expect(await pushed()).toHaveLength(2);
  });

  it('is gone when its time to live in settings is over', async () => {
    writeFileSync(
      data.settingsFile,
      JSON.stringify({ version: 1, instance: 'here', collectors: [], server: { groupTtl: '1s' } }),
    );
    const { output } = await start();
    await put('/metrics/job/batch', 'pushed 1\n');
    await vi.waitFor(async () => expect(await pushed()).toEqual([]), { timeout: 20_000, interval: 100 });
    await vi.waitFor(() => expect(output()).toMatch(/group expired group="?\{job=\\*"batch/));
  });

  it('is not lost without a word when its file has been spoilt', async () => {
    writeFileSync(join(data.dir, 'gateway.jsonl'), 'spoilt');
    const { output } = await start();
    expect(output()).toMatch(/could not be read from .*gateway\.jsonl.* kept as .*gateway\.jsonl\.invalid-/);
    expect(await pushed()).toEqual([]);
  });
});
