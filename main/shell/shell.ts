import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import type { Door } from '../api/dispatch';
import type { AppState } from '../contract/state';
import { type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { RunProcess } from '../platform/process';
import { answerCalls, forwardEvents } from './ipc';
import { isStartAtLogin } from './login/login-item';
import { applicationMenu } from './menu';
import { Notifier } from './notifications/notifier';
import { servePage } from './page-protocol';
import { watchPower } from './power';
import { stopBeforeQuit } from './quit';
import { guardContents, guardSession } from './security';
import { type Speech, speechFor } from './speech';
import { desktopDir } from './start';
import { tellFailure } from './tell';
import { TrayItem } from './tray/tray';
import { doTrayAction } from './tray/tray-actions';
import { hasTrayHost } from './tray/tray-host';
import type { TrayAction } from './tray/tray-menu';
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
/** So long a panel may take to start beside us at login. */
const panelWithinMs = 30_000;

/** Tray, window and all they need; only when the app is ready. Fails only as the door does. */
export async function startShell(parts: ShellParts): Promise<Outcome<Shell>> {
  const opening = (await parts.door.call('state.get', {})) as Outcome<AppState>;
  if (!opening.ok) return opening;
  guardPages(parts);
  const speech = follow(parts.door, opening.value);
  const window = makeWindow(parts);
  const tray = makeTray(parts, { window, speech, opening: opening.value });
  const notifier = makeNotifier(parts, { window, speech, opening: opening.value });
  watchPower({ onSuspend: parts.onSuspend, onResume: parts.onResume, onShutdown: () => app.quit() });
  stopBeforeQuit({
    clock: parts.clock,
    limitMs: quitLimitMs,
    stop() {
      window.destroy();
      tray.destroy();
      notifier.stop();
      return parts.onQuit();
    },
  });
  void doWithoutTray(parts, { window, tray, speech });
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
  app.dock?.hide();
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  // Without a listener Electron quits; measuring goes on.
  app.on('window-all-closed', () => undefined);
  return window;
}

/** The language as it is chosen at each moment; the application's menu is always in it. */
function follow(door: Door, opening: AppState): () => Speech {
  const speechOf = ({ settings }: AppState) =>
    speechFor(settings.language, app.getPreferredSystemLanguages());
  let speech = speechOf(opening);
  const drawMenu = () =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform, speech.texts)));
  drawMenu();
  onState(door, (state) => {
    const before = speech;
    speech = speechOf(state);
    if (speech !== before) drawMenu();
  });
  return () => speech;
}

function onState(door: Door, listener: (state: AppState) => void): void {
  door.subscribe((name, body) => {
    if (name === 'state') listener(body as AppState);
  });
}

interface Shown {
  readonly window: MainWindow;
  readonly opening: AppState;
  speech(): Speech;
}

function makeTray({ clock, door, logger }: ShellParts, { window, speech, opening }: Shown): TrayItem {
  const act = (action: TrayAction) => {
    void doTrayAction(action, {
      door,
      texts: speech().texts,
      open: () => window.show(),
      quit: () => app.quit(),
      tell(wanted, failure) {
        logger.warn('a click in the tray failed', { code: failure.code, reason: failure.message });
        void tellFailure(wanted, failure, speech().texts);
      },
      done: () => tray.redrawMenu(),
    });
  };
  const tray = new TrayItem(opening, { clock, speech, act });
  onState(door, (state) => tray.show(state));
  return tray;
}

function makeNotifier({ clock, door }: ShellParts, { window, speech, opening }: Shown): Notifier {
  const notifier = new Notifier(opening, { clock, speech, open: (route) => window.show(route) });
  onState(door, (state) => notifier.see(state));
  return notifier;
}

interface Trayless {
  readonly window: MainWindow;
  readonly tray: TrayItem;
  speech(): Speech;
}

/** Where nothing shows the tray the window is the only door: it opens, says so, and stays until there is a tray. */
async function doWithoutTray(parts: ShellParts, { window, tray, speech }: Trayless): Promise<void> {
  const isThere = () => hasTrayHost({ platform: process.platform, env: process.env, run: parts.run });
  if (await isThere()) return;
  if (isStartAtLogin() && (await waitForHost(parts.clock, isThere, panelWithinMs))) return tray.renew();
  parts.logger.warn('this desktop has no tray');
  parts.setNotice(speech().texts.tray.noTray);
  window.stayOpen(true);
  window.show();
  await waitForHost(parts.clock, isThere);
  parts.logger.info('this desktop has a tray now');
  tray.renew();
  window.stayOpen(false);
  parts.setNotice(undefined);
}
