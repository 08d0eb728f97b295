import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import type { Door } from '../api/dispatch';
import type { AppState } from '../contract/state';
import { type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { RunProcess } from '../platform/process';
import { answerCalls, forwardEvents } from './ipc';
import { applicationMenu } from './menu';
import { servePage } from './page-protocol';
import { watchPower } from './power';
import { stopBeforeQuit } from './quit';
import { guardContents, guardSession } from './security';
import { desktopDir } from './start';
import { tellFailure } from './tell';
import { TrayItem } from './tray/tray';
import { doTrayAction } from './tray/tray-actions';
import { hasTrayHost } from './tray/tray-host';
import { waitForHost } from './tray/wait-for-host';
import { MainWindow } from './windows/main-window';

/** What the shell needs from above. Everything that is measured, pushed or set it reaches through the door. */
export interface ShellParts {
  readonly door: Door;
  readonly dataDir: string;
  /** Where the page was built to: holds index.html. */
  readonly rendererDir: string;
  readonly preloadFile: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly run: RunProcess;
  /** What the window must say about this desktop; undefined takes it back. */
  setNotice(text: string | undefined): void;
  onSuspend(): void;
  onResume(): void;
  /** Stops everything behind the door. After five seconds the app ends without it. */
  onQuit(): Promise<void>;
}

export interface Shell {
  /** Opens the window, or brings it to the front. */
  show(): void;
}

const quitLimitMs = 5_000;

const noTray =
  'This desktop shows no tray that Pushtray can use, so closing this window minimises it; Quit is in its File menu. ' +
  'On GNOME the extension "AppIndicator and KStatusNotifierItem Support" brings a tray.';

/** Tray, window and all they need; only when the app is ready. Fails only as the door does. */
export async function startShell(parts: ShellParts): Promise<Outcome<Shell>> {
  const opening = (await parts.door.call('state.get', {})) as Outcome<AppState>;
  if (!opening.ok) return opening;
  guardPages(parts);
  const window = makeWindow(parts);
  const tray = makeTray(parts, window, opening.value);
  watchPower({ onSuspend: parts.onSuspend, onResume: parts.onResume, onShutdown: () => app.quit() });
  stopBeforeQuit({
    clock: parts.clock,
    limitMs: quitLimitMs,
    stop() {
      window.destroy();
      tray.destroy();
      return parts.onQuit();
    },
  });
  void doWithoutTray(parts, window, tray);
  return success({ show: () => window.show() });
}

function guardPages({ rendererDir, logger }: ShellParts): void {
  servePage(rendererDir);
  guardSession(session.defaultSession, logger);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger));
}

function makeWindow({ door, dataDir, preloadFile, logger }: ShellParts): MainWindow {
  const window = new MainWindow({
    preloadFile,
    placeFile: join(desktopDir(dataDir), 'window.json'),
    logger,
    onOpened: (contents) => forwardEvents(door, contents),
  });
  answerCalls({ door, logger, owns: (contents) => window.owns(contents) });
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform)));
  app.dock?.hide();
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  // Without a listener Electron quits; measuring goes on.
  app.on('window-all-closed', () => undefined);
  return window;
}

function makeTray({ door, logger }: ShellParts, window: MainWindow, opening: AppState): TrayItem {
  const tray: TrayItem = new TrayItem(opening, (action) => {
    void doTrayAction(action, {
      door,
      open: () => window.show(),
      quit: () => app.quit(),
      tell(wanted, failure) {
        logger.warn(wanted, { code: failure.code, reason: failure.message });
        void tellFailure(wanted, failure);
      },
      done: () => tray.redrawMenu(),
    });
  });
  door.subscribe((name, body) => {
    if (name === 'state') tray.show(body as AppState);
  });
  return tray;
}

/** Where nothing shows the tray the window is the only door: it opens, says so, and stays until there is a tray. */
async function doWithoutTray(parts: ShellParts, window: MainWindow, tray: TrayItem): Promise<void> {
  const isThere = () => hasTrayHost({ platform: process.platform, env: process.env, run: parts.run });
  if (await isThere()) return;
  parts.logger.warn('this desktop has no tray');
  parts.setNotice(noTray);
  window.stayOpen(true);
  window.show();
  await waitForHost(parts.clock, isThere);
  parts.logger.info('this desktop has a tray now');
  tray.renew();
  window.stayOpen(false);
  parts.setNotice(undefined);
}
