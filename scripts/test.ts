import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { buildIfStale } from './build-if-stale.mjs';
import { provideElectron } from './electron/provide-electron';
import { provide } from './provide/provide';
import { findLeftovers, runMark } from './test/leftovers';
import { exitStatus, summarize, type TestResult } from './test/results';
import { runDesktop, runVitest, runWeb } from './test/suites';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** One after the other: pages keep all cores busy, and an app without one answers too late for a tray. */
const suites = [runVitest, runWeb, runDesktop];

const running = new Set<ChildProcess>();
let endedBy: NodeJS.Signals | undefined;

/** `test [FILTER…]`: gets what the tests need, builds, runs all of them (or the files whose paths hold a filter), sums up. */
async function main(filters: readonly string[]): Promise<void> {
  await provide({ kinds: ['desktop', 'web', 'integration'], say });
  const electron = await provideElectron({ forTests: true, say });
  if (!electron.ok) say(`${electron.error.message} Skipped: desktop tests.`);
  buildIfStale();

  const runId = randomUUID();
  const results: TestResult[] = [];
  const request = { filters, env: { [runMark]: runId }, onStart: keepAccount };
  for (const runSuite of suites) {
    if (endedBy) break;
    results.push(...(await runSuite(request)));
  }
  results.push(...(await endLeftovers(runId)));
  if (endedBy) results.push({ name: `the run was ended by ${endedBy}`, state: 'failed' });
  process.stdout.write(`\n${summarize(results).join('\n')}\n`);
  process.exitCode = exitStatus(results);
}

function keepAccount(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** A process that outlives its test is a fault of the test: it is named, and ended. */
async function endLeftovers(runId: string): Promise<TestResult[]> {
  for (let waited = 0; waited < 20 && findLeftovers(runId).length > 0; waited += 1) await delay(100);
  return findLeftovers(runId).map(({ pid, command }) => {
    process.kill(pid, 'SIGKILL');
    return { name: `a process was left behind: ${command} (${pid})`, state: 'failed' };
  });
}

/** Whoever ends this run ends the suite too, which then ends what it started. */
function endWith(signal: NodeJS.Signals): void {
  endedBy ??= signal;
  // A terminal's Ctrl-C has reached the suite already; a second one would cut its cleaning up short.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of running) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endWith);
main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
