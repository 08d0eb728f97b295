import { app, BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { messageOf } from '../../outcome';
import type { Logger } from '../../platform/logger';
import { pageUrl } from '../page-address';
import { windowPreferences } from '../security';
import { appIcon } from './app-icon';
import { readPlace, writePlace } from './place-file';
import { minimumSize, placeWindow } from './placement';

export interface MainWindowParts {
  readonly preloadFile: string;
  /** Keeps the window's size and place between runs. */
  readonly placeFile: string;
  readonly logger: Logger;
  onOpened(contents: WebContents): void;
}

/** The grounds of renderer/theme/tokens.css: what is seen until the page has drawn itself. */
const grounds = { light: '#f6f7f8', dark: '#101215' } as const;

const firstRoute = '#/now';

/** The one window: made when it is wanted and destroyed when it is closed, which gives back most of its memory. */
export class MainWindow {
  private window: BrowserWindow | undefined;
  private staysOpen = false;

  constructor(private readonly parts: MainWindowParts) {}

  /** Opens it, or brings it to the front; at a route (`#/pushes`) if one is given, else where it is. */
  show(route?: string): void {
    if (!this.window) {
      this.open(route);
      return;
    }
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
    if (route !== undefined) this.goTo(this.window, route);
  }

  /** Without a tray the window is the only door: closing it minimises it then, and its menu, with Quit, is always seen. */
  stayOpen(stays: boolean): void {
    this.staysOpen = stays;
    this.window?.setAutoHideMenuBar(!stays);
    this.window?.setMenuBarVisibility(stays);
  }

  owns(contents: WebContents): boolean {
    return this.window?.webContents === contents;
  }

  /** Closes it for good, whatever `stayOpen` says. */
  destroy(): void {
    if (!this.window) return;
    this.keepPlace(this.window);
    this.window.destroy();
  }

  private open(route = firstRoute): void {
    const { maximized, ...bounds } = placeWindow(readPlace(this.parts.placeFile), workAreas());
    const window = new BrowserWindow({
      ...bounds,
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      title: 'Pushtray',
      icon: appIcon(),
      autoHideMenuBar: !this.staysOpen,
      backgroundColor: nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light,
      webPreferences: windowPreferences(this.parts.preloadFile),
    });
    this.window = window;
    window.once('ready-to-show', () => {
      if (maximized) window.maximize();
      window.show();
    });
    this.follow(window);
    this.parts.onOpened(window.webContents);
    void app.dock?.show();
    this.load(window, route);
  }

  private follow(window: BrowserWindow): void {
    window.on('close', (event) => {
      this.keepPlace(window);
      if (!this.staysOpen) return;
      event.preventDefault();
      window.minimize();
    });
    window.once('closed', () => {
      this.window = undefined;
      app.dock?.hide();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.parts.logger.error('the window broke down', { reason });
      window.destroy();
    });
  }

  /** Within the page: loading the same address again would lose what is being written there. */
  private goTo(window: BrowserWindow, route: string): void {
    const script = `location.hash = ${JSON.stringify(route)}`;
    window.webContents.executeJavaScript(script).catch((thrown: unknown) => {
      this.parts.logger.warn('the window did not go to a page', { route, error: messageOf(thrown) });
    });
  }

  private load(window: BrowserWindow, route: string): void {
    window.loadURL(`${pageUrl}${route}`).catch((thrown: unknown) => {
      if (!window.isDestroyed())
        this.parts.logger.error('the page did not load', { error: messageOf(thrown) });
    });
  }

  private keepPlace(window: BrowserWindow): void {
    writePlace(this.parts.placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  }
}

function workAreas() {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}
