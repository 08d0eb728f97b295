import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../main/contract/verdict';
import { cannedVerdicts } from '../test/support/canned-verdict';
import { type DesktopSession, startDesktopSession } from '../test/support/desktop-session';
import { buildShellHarness, harnessPage } from '../test/support/shell-harness/build';
import { findElectronForTests } from './electron/provide-electron';
import { type Scheme, startPanel } from './pictures/panel';
import { repositoryRoot } from './support/repository';
import { run } from './support/run';

/** Draws docs/pictures/tray-SCHEME.png: the four icons and the menu in a real panel (xfce4-panel). */
async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'pushtray-pictures-'));
  mkdirSync(join(repositoryRoot, 'docs/pictures'), { recursive: true });
  try {
    const app = join(work, 'app');
    await buildShellHarness(app);
    for (const scheme of ['light', 'dark'] as const) await draw(scheme, app, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The panel shows the first at its end. */
const verdicts = (['ok', 'trouble', 'failing', 'paused'] as const).map((level) => cannedVerdicts[level]);

/** In the place of the bare screen's black. */
const backgrounds = { light: '#cfd6e4', dark: '#1c2230' } as const;

async function draw(scheme: Scheme, app: string, work: string): Promise<void> {
  const session = await startDesktopSession();
  const { DISPLAY: display } = session.env;
  const panel = await startPanel(session, join(work, scheme), scheme);
  const apps: ChildProcess[] = [];
  try {
    for (const verdict of verdicts) {
      apps.push(startApp(app, session, join(work, scheme, verdict.level), verdict));
      await panel.showsItems(apps.length);
    }
    await openMenu(display);
    const file = join(repositoryRoot, `docs/pictures/tray-${scheme}.png`);
    await onScreen(display, 'import', ['-window', 'root', '-crop', '420x300+860+600', '+repage', file]);
    await onScreen(display, 'convert', [
      file,
      '-fill',
      backgrounds[scheme],
      '-draw',
      'color 0,0 floodfill',
      file,
    ]);
  } finally {
    await Promise.all(apps.map(endOf));
    panel.stop();
    await session.stop();
  }
}

function startApp(app: string, session: DesktopSession, home: string, verdict: Verdict): ChildProcess {
  const electron = findElectronForTests();
  if (!electron) throw new Error('no Electron: run npm run electron:provide');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawn(electron.executable, [...sandbox, app], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...session.env,
      XDG_CONFIG_HOME: home,
      HARNESS_PAGE: harnessPage,
      HARNESS_STATE: JSON.stringify({ verdict }),
    },
  });
}

/** A right click on the item at the panel's end, then to the line Targets, whose menu opens beside it. */
async function openMenu(display: string): Promise<void> {
  const item = ['mousemove', '1264', '884', 'sleep', '1', 'click', '3', 'sleep', '1'];
  const targets = ['mousemove', '1180', '740', 'mousemove', '1180', '750', 'sleep', '1'];
  await onScreen(display, 'xdotool', [...item, ...targets]);
}

async function onScreen(display: string, program: string, args: readonly string[]): Promise<void> {
  await run(program, args, { timeoutMs: 30_000, env: { DISPLAY: display } });
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
