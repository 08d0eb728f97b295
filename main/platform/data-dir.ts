import { join, posix, win32 } from 'node:path';
import { failure, type Outcome, success } from '../outcome';
import { ensureDirectory, proveWritable } from './files';

/** Where everything is kept between runs; shared by the tray app and the command. */
export interface DataDir {
  readonly path: string;
  readonly historyFile: string;
  /** What destinations that take history have not delivered yet. */
  readonly backlogFile: string;
  /** What others pushed to this machine's gateway. */
  readonly gatewayFile: string;
  /** Which groups of this machine may stand at which gateway. */
  readonly groupsFile: string;
  /** The page's token. */
  readonly tokenFile: string;
  /** `HOST:PORT` of the running server. */
  readonly addressFile: string;
  readonly logFile: string;
}

/** `$XDG_CONFIG_HOME/pushtray`, `~/Library/Application Support/Pushtray` or `%APPDATA%\Pushtray`. */
export function defaultDataDir(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'win32') {
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Pushtray');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Pushtray');
  return posix.join(xdgConfigHome(env, home), 'pushtray');
}

/** Where programs on Linux keep what a user has set: https://specifications.freedesktop.org/basedir-spec. */
export function xdgConfigHome(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const configHome = env['XDG_CONFIG_HOME'] ?? '';
  // A relative path is to be ignored.
  return posix.isAbsolute(configHome) ? configHome : posix.join(home, '.config');
}

/** Makes the directory for this user alone (0700) where there is none, and proves that it can be written. */
export function openDataDir(path: string): Outcome<DataDir, 'not_writable'> {
  const made = ensureDirectory(path);
  const usable = made.ok ? proveWritable(path) : made;
  if (!usable.ok) {
    return failure('not_writable', `Pushtray cannot use its data directory. ${usable.error.message}`, {
      hint: 'Give this user the right to write there, or name another directory with --data-dir.',
    });
  }
  return success(dataDirAt(path));
}

/** Where things are in a data directory, whether it is there or not. */
export function dataDirAt(path: string): DataDir {
  return {
    path,
    historyFile: join(path, 'history.db'),
    backlogFile: join(path, 'backlog.db'),
    gatewayFile: join(path, 'gateway.jsonl'),
    groupsFile: join(path, 'pushed-groups.json'),
    tokenFile: join(path, 'token'),
    addressFile: join(path, 'address'),
    logFile: join(path, 'pushtray.log'),
  };
}
