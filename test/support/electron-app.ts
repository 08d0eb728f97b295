import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { findElectronForTests } from '../../scripts/electron/provide-electron';
import { repositoryRoot } from '../../scripts/support/repository';
import { type DesktopSession, startDesktopSession } from './desktop-session';
import { missingFor } from './provided';

export { expect } from '@playwright/test';

export interface LaunchOptions {
  /** Arguments of Pushtray itself: `['--settings', file]`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The `home` of an earlier launch, to start again on the same data; default an empty one. */
  readonly home?: string;
  /** What settings.json holds before the start; absent, nothing is written: default settings at the first start. */
  readonly settings?: SettingsInput;
  /** The program of a packaged app; default this repository's build in Electron. */
  readonly packaged?: string;
  /** The folder of another app to start in the place of this repository's build. */
  readonly app?: string;
}

/** A running app; it is ended and its `home` deleted after the test. */
export interface StartedApp {
  /** Holds everything the app writes. */
  readonly home: string;
  /** Where settings.json, the history and the lock are. */
  readonly dataDir: string;
  readonly pid: number;
  /** What it has written to stdout and stderr. */
  output(): string;
  /** Its exit status when it ends; null: by a signal. */
  readonly ended: Promise<number | null>;
  /** SIGTERM, as the system sends at logout, and waits. Throws when the app has to be killed. */
  stop(): Promise<number | null>;
}

export interface DesktopApp extends StartedApp {
  readonly electron: ElectronApplication;
  /** The window that is open, or the next one that opens. */
  window(): Promise<Page>;
}

export interface TestFixtures {
  readonly skippedWhenMissing: undefined;
  /** Starts the app so that Playwright drives its windows. `output()` begins when it is ready to be driven. */
  launchApp(options?: LaunchOptions): Promise<DesktopApp>;
  /** Starts the app as a person does: for a second start, and for one that is to fail. */
  spawnApp(options?: LaunchOptions & { sandbox?: boolean }): StartedApp;
}

export interface WorkerFixtures {
  /** The screen and the session bus that every app of this worker is on. Also in `process.env`. */
  readonly session: DesktopSession;
}

export interface AppKeeper {
  /** The folder of one launch, with its settings in it. */
  home(options: LaunchOptions): string;
  keep<App extends StartedApp>(app: App): App;
}

const stopTimeoutMs = 15_000;

/** Playwright's `test` with a desktop of its own; skipped by name where something for it is missing. */
export const test = base.extend<TestFixtures & { keeper: AppKeeper }, WorkerFixtures>({
  session: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use) => {
      const session = await startDesktopSession();
      Object.assign(process.env, session.env);
      await use(session);
      await session.stop();
    },
    { scope: 'worker' },
  ],
  skippedWhenMissing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
    async ({}, use, testInfo) => {
      const missing = missingForDesktop();
      testInfo.skip(missing.length > 0, `missing here: ${missing.join(', ')}`);
      await use(undefined);
    },
    { auto: true },
  ],
  keeper: async ({ session: _session }, use) => {
    const apps: StartedApp[] = [];
    const homes = new Set<string>();
    await use({
      home(options) {
        const home = options.home ?? mkdtempSync(join(tmpdir(), 'pushtray-home-'));
        homes.add(home);
        if (options.settings) writeSettings(home, options.settings);
        return home;
      },
      keep(app) {
        apps.push(app);
        return app;
      },
    });
    await Promise.all(apps.map((app) => app.stop()));
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  },
  launchApp: async ({ keeper }, use) => {
    await use(async (options = {}) => {
      const home = keeper.home(options);
      return keeper.keep(await launch(home, options));
    });
  },
  spawnApp: async ({ keeper }, use) => {
    await use(({ sandbox = !isRoot, ...options } = {}) => {
      const home = keeper.home(options);
      const args = [...(sandbox ? [] : ['--no-sandbox']), ...commandLine(options)];
      const child = spawn(programOf(options), args, { env: environment(home, options) });
      return keeper.keep(startedApp(home, child));
    });
  },
});

/** Electron refuses to start as root with its sandbox. */
const isRoot = process.getuid?.() === 0;

async function launch(home: string, options: LaunchOptions): Promise<DesktopApp> {
  const electron = await _electron.launch({
    executablePath: programOf(options),
    args: commandLine(options),
    env: environment(home, options),
    chromiumSandbox: !isRoot,
    // Else Playwright forces the light scheme.
    colorScheme: null,
  });
  return {
    ...startedApp(home, electron.process()),
    electron,
    window: async () => electron.windows()[0] ?? electron.waitForEvent('window'),
  };
}

function startedApp(home: string, child: ChildProcess): StartedApp {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    home,
    dataDir: dataDirOf(home),
    pid: child.pid as number,
    output: () => output,
    ended,
    stop: () => stop(child, ended),
  };
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return null;
  child.kill('SIGTERM');
  let killed = false;
  const overdue = setTimeout(() => {
    killed = child.kill('SIGKILL');
  }, stopTimeoutMs);
  const status = await ended;
  clearTimeout(overdue);
  if (killed) throw new Error(`the app had to be killed: it ran on for ${stopTimeoutMs} ms after SIGTERM`);
  return status;
}

function dataDirOf(home: string): string {
  return join(home, 'config', 'pushtray');
}

function writeSettings(home: string, settings: SettingsInput): void {
  mkdirSync(dataDirOf(home), { recursive: true });
  writeFileSync(join(dataDirOf(home), 'settings.json'), JSON.stringify(settings));
}

function programOf(options: LaunchOptions): string {
  const program = options.packaged ?? findElectronForTests()?.executable;
  if (!program) throw new Error('no Electron: run npm run electron:provide');
  return program;
}

function commandLine(options: LaunchOptions): string[] {
  return [...(options.packaged ? [] : [options.app ?? repositoryRoot]), ...(options.args ?? [])];
}

/** Nothing of the person who runs the tests is read or written. */
function environment(home: string, options: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    ...options.env,
  };
}

/** Names of what the tests of the desktop need and this machine lacks. */
export function missingForDesktop(): string[] {
  return [...missingFor('desktop'), ...(findElectronForTests() ? [] : ['electron'])];
}
