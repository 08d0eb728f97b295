import { failure, type Outcome, success } from '../../outcome';
import type { ProcessResult } from '../../platform/process';
import { Slices } from '../../platform/slices';
import type { Machine, ProblemCode } from '../collector';
import { startProblems } from '../problem';
import { NetstatTally, readMacRow, readWindowsRow } from './netstat-text';
import type { Reading } from './reading';

/** The cycle's own limit ends it; this one is only never to be without. */
const longestMs = 600_000;
/** 200,000 connections. */
const maxOutputBytes = 16 * 1024 * 1024;

/** Both versions of IP at once. On Windows that is what it says without a protocol, with UDP beside it. */
const argsOf = { darwin: ['-an', '-p', 'tcp'], win32: ['-an'] } as const;

/** macOS and Windows: what `netstat` says. */
export async function readNetstat(
  machine: Pick<Machine, 'platform' | 'run' | 'clock'>,
  signal: AbortSignal,
): Promise<Outcome<Reading, ProblemCode>> {
  const { platform, run } = machine;
  const args = argsOf[platform === 'win32' ? 'win32' : 'darwin'];
  const ran = await run({
    file: 'netstat',
    args,
    env: { LC_ALL: 'C' },
    timeoutMs: longestMs,
    maxOutputBytes,
    signal,
  });
  if (!ran.ok) return failure(startProblems[ran.error.code], ran.error.message);
  if (ran.value.endedBy) return failure('timeout', 'netstat took too long and was ended.');
  if (ran.value.truncated) return failure('bad_output', 'netstat said more than can be read.');
  return count(ran.value, machine, signal);
}

async function count(
  { stdout, stderr }: ProcessResult,
  { platform, clock }: Pick<Machine, 'platform' | 'clock'>,
  signal: AbortSignal,
): Promise<Outcome<Reading, ProblemCode>> {
  const tally = new NetstatTally(platform === 'win32' ? readWindowsRow : readMacRow);
  const slices = new Slices(clock);
  for (const [line] of stdout.matchAll(/.+/g)) {
    tally.add(line);
    if (slices.isOver()) await slices.turnOfOthers();
    if (signal.aborted) return failure('timeout', 'netstat took too long and was given up.');
  }
  if (tally.isEmpty) {
    const said = stderr.trim() === '' ? '' : ` It says "${stderr.trim().slice(0, 200)}".`;
    return failure('no_source', `netstat named no connection at all, so it did not do its work.${said}`);
  }
  const { counts, queued } = tally;
  return success({ counts, source: 'netstat', ...(queued ? { queued } : {}) });
}
