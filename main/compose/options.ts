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
  /** Whether the log goes to standard error too. */
  readonly logToStderr: boolean;
}
