import { readdirSync, readFileSync } from 'node:fs';

export interface Leftover {
  readonly pid: number;
  readonly command: string;
}

/** Carried by every process that a test run starts, and by what those start. */
export const runMark = 'PUSHTRAY_TEST_RUN';

/** Processes of this run that still live. Where there is no /proc none is found. */
export function findLeftovers(runId: string, procDir = '/proc'): Leftover[] {
  return (
    pidsIn(procDir)
      .filter((pid) => read(`${procDir}/${pid}/environ`).split('\0').includes(`${runMark}=${runId}`))
      .map((pid) => ({ pid, command: read(`${procDir}/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
      // A zombie has no command line any more: it has ended, its parent has not looked yet.
      .filter(({ command }) => command !== '')
  );
}

function pidsIn(procDir: string): number[] {
  try {
    return readdirSync(procDir)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended in between, or belongs to somebody else.
    return '';
  }
}
