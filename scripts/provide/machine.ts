import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumPrograms, type Need } from './needs';

/** What a machine has, asked without a package manager: a few milliseconds. */
export interface Machine {
  hasProgram(name: string): boolean;
  hasLibrary(soname: string): boolean;
}

export function isThere(machine: Machine, need: Need): boolean {
  if (need.library) return machine.hasLibrary(need.library);
  return need.programs.some((program) => machine.hasProgram(program));
}

/** System programs (ip, nft) are not on every user's PATH. */
const systemFolders = ['/usr/sbin', '/sbin', '/usr/local/sbin'];

export function thisMachine(): Machine {
  let sonames: ReadonlySet<string> | undefined;
  return {
    hasProgram: (name) => findProgram(name) !== undefined,
    hasLibrary(soname) {
      sonames ??= readLinkerCache();
      return sonames.has(soname);
    },
  };
}

export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Playwright's own Chromium is not used: what Debian ships is kept up to date with the system. */
export function findChromium(): string | undefined {
  return chromiumPrograms.map(findProgram).find((path) => path !== undefined);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return !isSnapStub(path);
  } catch {
    return false;
  }
}

/** Ubuntu's chromium-browser is a script that only tells to install the snap. */
function isSnapStub(path: string): boolean {
  return path.endsWith('/chromium-browser') && readFileSync(path).subarray(0, 4096).includes('snap');
}

function readLinkerCache(): ReadonlySet<string> {
  const ldconfig = findProgram('ldconfig');
  if (!ldconfig) return new Set();
  return parseLinkerCache(execFileSync(ldconfig, ['-p'], { encoding: 'utf8' }));
}

/** Lines of `ldconfig -p`: `	libnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so`. */
export function parseLinkerCache(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\s+(\S+) \(/gm)].map((match) => match[1] ?? ''));
}
