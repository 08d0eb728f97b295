import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../main/outcome';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../../test/support/netns';
import { repositoryRoot } from '../support/repository';
import {
  type PlaywrightReport,
  readPlaywright,
  readVitest,
  type TestResult,
  type VitestReport,
} from './results';

export interface SuiteRequest {
  /** Parts of file paths; none means all. */
  readonly filters: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Told of every child, so that it can be ended. */
  readonly onStart: (child: ChildProcess) => void;
}

const reportDir = join(repositoryRoot, 'test-results');

export async function runVitest(request: SuiteRequest): Promise<TestResult[]> {
  const report = join(reportDir, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const program = [process.execPath, join(repositoryRoot, 'node_modules/vitest/vitest.mjs')];
  const command = [...program, 'run', '--passWithNoTests', ...reporters, ...request.filters];
  return runSuite('vitest', command, { ...request, report, read: readVitestText });
}

/** Set for the tests that run in a network of their own: an app with default settings touches no other machine there. */
export const namespaceMark = 'PUSHTRAY_TEST_NAMESPACE';

/** Pages share nothing but the machine. */
export const runWeb = (request: SuiteRequest) => runPlaywright(request, 'web', 2);

/** Each app has the screen, the session bus and the default port to itself. */
export const runDesktop = (request: SuiteRequest) => runPlaywright(request, 'desktop', 1);

async function runPlaywright(
  request: SuiteRequest,
  project: 'web' | 'desktop',
  workers: number,
): Promise<TestResult[]> {
  const report = join(reportDir, `${project}.json`);
  const program = [process.execPath, join(repositoryRoot, 'node_modules/@playwright/test/cli.js')];
  // Each empties its folder when it starts, and both may run at once.
  const output = `--output=${join(reportDir, project)}`;
  const options = ['--pass-with-no-tests', `--project=${project}`, `--workers=${workers}`, output];
  const command = [...program, 'test', ...options, ...request.filters];
  const env = { ...request.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const suite = { ...request, env, report, read: readPlaywrightText };
  const namespace = await makeNetwork();
  if (!namespace) return runSuite(project, command, suite);
  try {
    const inside = { ...env, [namespaceMark]: namespace.name };
    return await runSuite(project, [...namespace.prefix, ...command], { ...suite, env: inside });
  } finally {
    await namespace.remove();
  }
}

/** Undefined where there may be none, as in many containers: the tests that need it are then skipped. */
async function makeNetwork(): Promise<Namespace | undefined> {
  if (!canMakeNamespaces) return undefined;
  let namespace: Namespace | undefined;
  try {
    namespace = await makeNamespace();
    await namespace.addGateway();
    return namespace;
  } catch (error) {
    process.stderr.write(`The pages are tested in this machine's own network: ${messageOf(error)}\n`);
    await namespace?.remove();
    return undefined;
  }
}

const readVitestText = (text: string) => readVitest(JSON.parse(text) as VitestReport, repositoryRoot);
const readPlaywrightText = (text: string) => readPlaywright(JSON.parse(text) as PlaywrightReport);

interface Suite extends SuiteRequest {
  readonly report: string;
  readonly read: (text: string) => TestResult[];
}

async function runSuite(name: string, command: readonly string[], suite: Suite): Promise<TestResult[]> {
  rmSync(suite.report, { force: true });
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: repositoryRoot,
    env: { ...process.env, ...suite.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  suite.onStart(child);
  const [status] = (await once(child, 'exit')) as [number | null];
  const results = existsSync(suite.report) ? suite.read(readFileSync(suite.report, 'utf8')) : [];
  // A fault outside the tests (an unhandled rejection, no report) shows in the exit status alone.
  const unexplained = status !== 0 && !results.some((result) => result.state === 'failed');
  return unexplained
    ? [...results, { name: `${name} itself: exit status ${status}`, state: 'failed' }]
    : results;
}
