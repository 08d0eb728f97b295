import { dirname, join } from 'node:path';
import { type Failure, failure, type Outcome, success } from '../outcome';
import { isExecutableFile, isSetuidRoot, readTextFile } from './files';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ElectronSearch {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Where Pushtray's own package.json is. */
  readonly packageRoot: string;
}

/**
 * The path of an Electron binary: in the folder that `$ELECTRON_OVERRIDE_DIST_PATH` names, else the one that the package
 * `electron` has fetched. That package is only looked at: requiring it starts the download and waits for it.
 */
export function findElectron(search: ElectronSearch): Outcome<string, 'no_electron'> {
  for (const path of candidates(search)) {
    if (isExecutableFile(path)) return success(path);
  }
  return failure('no_electron', 'There is no Electron binary on this machine that Pushtray knows of.', {
    hint: 'Run "npm run electron:provide", or name a folder that holds one in $ELECTRON_OVERRIDE_DIST_PATH.',
  });
}

function* candidates({ env, platform, packageRoot }: ElectronSearch): Generator<string> {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) yield join(override, executableName(platform));
  for (let dir = packageRoot; ; dir = dirname(dir)) {
    const electron = join(dir, 'node_modules', 'electron');
    const named = readTextFile(join(electron, 'path.txt'));
    if (named.ok) yield join(electron, 'dist', named.value.trim());
    if (dirname(dir) === dir) return;
  }
}

function executableName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

export type HeadlessCode = 'no_display' | 'root' | 'no_user_namespaces' | 'no_electron';

export interface DesktopSurroundings {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Effective user id; absent on Windows. */
  readonly uid?: number;
  /** What `findElectron` found. */
  readonly electron: Outcome<string, 'no_electron'>;
  /** `/proc` when absent. */
  readonly procRoot?: string;
}

/** Why the tray app cannot start here, the most telling reason first; empty when it can. */
export function reasonsForHeadless(here: DesktopSurroundings): readonly Failure<HeadlessCode>[] {
  const reasons = here.platform === 'linux' ? [noDisplay(here), root(here), noUserNamespaces(here)] : [];
  const missing = here.electron.ok ? undefined : here.electron.error;
  return [...reasons, missing].filter((reason) => reason !== undefined);
}

type Reason = Failure<HeadlessCode> | undefined;

function noDisplay({ env }: DesktopSurroundings): Reason {
  if (env['DISPLAY'] || env['WAYLAND_DISPLAY']) return undefined;
  return {
    code: 'no_display',
    message: 'There is no display: neither $DISPLAY nor $WAYLAND_DISPLAY is set.',
    hint: 'Start it from a desktop session.',
  };
}

function root({ uid }: DesktopSurroundings): Reason {
  if (uid !== 0) return undefined;
  return {
    code: 'root',
    message: 'This is root, and as root Electron refuses to start with its sandbox on.',
    hint: 'Start it as the user whose desktop this is.',
  };
}

/** Kernel settings that forbid the user namespaces of Electron's sandbox, and the value that does. */
const namespaceSwitches = [
  ['sys/kernel/unprivileged_userns_clone', '0'],
  ['sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['sys/user/max_user_namespaces', '0'],
] as const;

function noUserNamespaces({ electron, procRoot = '/proc' }: DesktopSurroundings): Reason {
  // The other sandbox, which needs none: a helper beside the binary that is installed with root's rights.
  if (electron.ok && isSetuidRoot(join(dirname(electron.value), 'chrome-sandbox'))) return undefined;
  for (const [name, forbidding] of namespaceSwitches) {
    const value = readTextFile(join(procRoot, name));
    if (value.ok && value.value.trim() === forbidding) {
      return {
        code: 'no_user_namespaces',
        message: `Electron's sandbox needs user namespaces, which this system forbids (/proc/${name} is ${forbidding}).`,
        hint: 'Allow them, or make the chrome-sandbox beside the Electron binary belong to root with mode 4755.',
      };
    }
  }
  return undefined;
}
