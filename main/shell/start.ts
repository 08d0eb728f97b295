import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog } from 'electron';
import { type Failure, type Outcome, success } from '../outcome';
import { openDataDir } from '../platform/data-dir';
import { type Places, placesOf } from '../platform/places';
import { failureWords } from './failure-words';
import { registerPageScheme } from './page-protocol';
import { speechFor } from './speech';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where Electron keeps its own things, and the window its place. */
export function desktopDir(dataDir: string): string {
  return join(dataDir, 'desktop');
}

/**
 * What must be said before Electron is ready; call it first of all, in the same turn as the entry file. Gives where things are, or
 * undefined when another tray app has this data directory and has been told to show its window.
 */
export function beginDesktop(argv: readonly string[], env: NodeJS.ProcessEnv): Outcome<Places | undefined> {
  const places = desktopPlaces(argv, env);
  // Electron's own lock says "taken" too when its directory cannot be written.
  const usable = openDataDir(places.dataDir);
  if (!usable.ok) return usable;
  prepareApp(places.dataDir);
  return success(app.requestSingleInstanceLock() ? places : undefined);
}

/** Electron and Chromium have arguments of their own among ours. */
function desktopPlaces(argv: readonly string[], env: NodeJS.ProcessEnv): Places {
  const options = { settings: { type: 'string' }, 'data-dir': { type: 'string' } } as const;
  const { settings, 'data-dir': dataDir } = parseArgs({ args: [...argv], options, strict: false }).values;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return placesOf({ settings: text(settings), dataDir: text(dataDir) }, env);
}

function prepareApp(dataDir: string): void {
  app.setName('Pushtray');
  app.setPath('userData', desktopDir(dataDir));
  // Windows shows no notification of a program without one; that of electron-builder.yml, as the installed shortcut has it.
  app.setAppUserModelId('org.pushtray.Pushtray');
  // As root it would override --no-sandbox and start again without end. Each window is sandboxed by itself too.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // A tray and a page of lines need no GPU: 10 MB less.
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu');
  app.commandLine.appendSwitch('disable-software-rasterizer');
  registerPageScheme();
  // Electron does so by itself until signal-exit, which write-file-atomic uses, takes a listener of its own away again:
  // with the last listener Node sets the signal to its default, which kills.
  for (const signal of endingSignals) process.on(signal, () => app.quit());
}

/**
 * Says why the tray app does not start, and ends with status 1. On a terminal the words there are enough; whoever started
 * it from a menu gets a box, and SIGTERM ends that too.
 */
export async function failStart(failure: Failure): Promise<void> {
  for (const signal of endingSignals) process.on(signal, () => app.exit(1));
  process.stderr.write(`pushtray: ${failureWords(failure)}\n`);
  if (!process.stderr.isTTY) {
    await app.whenReady();
    app.on('before-quit', () => app.exit(1));
    const { texts } = speechFor('auto', app.getPreferredSystemLanguages());
    await dialog.showMessageBox({
      type: 'error',
      title: 'Pushtray',
      message: texts.tray.cannotStart,
      detail: failureWords(failure, texts.sentences),
    });
  }
  app.exit(1);
}
