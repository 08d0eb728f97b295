import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessResult } from '../../main/platform/process';

/** A run of ping from test/fixtures/ping: `recordedRun('iputils/replies')`. */
export function recordedRun(name: string): ProcessResult {
  const text = readFileSync(join(__dirname, '../fixtures/ping', `${name}.txt`), 'utf8');
  const [, exitCode, stdout, stderr] =
    /# Exit: (\d+)\n--- stdout\n([\s\S]*?)--- stderr\n([\s\S]*)$/.exec(text) ?? [];
  if (stdout === undefined || stderr === undefined) throw new Error(`no recorded run: ${name}`);
  return { exitCode: Number(exitCode), stdout, stderr, truncated: false, durationMs: 1 };
}
