import type { DesktopFace } from '../api/parts';
import type { DesktopProxies } from '../platform/proxy';

export interface AppOptions {
  readonly kind: 'desktop' | 'headless';
  readonly dataDir: string;
  readonly settingsFile: string;
  /** Overrides `server.listen` of the settings. */
  readonly listen?: string;
  /** What to do when the settings file is not valid at the start: a host's operator wants to know at once, a desktop's user wants a window. */
  readonly onInvalidSettings: 'refuse' | 'start-with-defaults';
  /** `dist/main` of the package; the page lies beside it. */
  readonly builtDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the tray app: the proxies that the desktop's settings name. */
  readonly desktopProxies?: DesktopProxies;
  /** Of the tray app: what it can do on its desktop. */
  readonly desktop?: DesktopFace;
  /** Whether the log goes to standard error too. */
  readonly logToStderr: boolean;
}
