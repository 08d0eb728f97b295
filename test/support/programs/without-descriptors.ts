import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { runProcess } from '../../../main/platform/process';

/** Starts a program while it may open no more files, and prints, as JSON, what came of that. */
async function main(): Promise<void> {
  execFileSync('prlimit', ['--nofile=100', '--pid', String(process.pid)]);
  const opened = openAll();
  const ran = await runProcess({ file: 'true', args: [], timeoutMs: 20_000 });
  for (const descriptor of opened) closeSync(descriptor);
  console.log(JSON.stringify(ran));
}

function openAll(): number[] {
  const opened: number[] = [];
  for (;;) {
    try {
      opened.push(openSync('/dev/null', 'r'));
    } catch {
      return opened;
    }
  }
}

void main();
