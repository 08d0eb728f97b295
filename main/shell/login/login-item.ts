import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { DesktopFace } from '../../api/parts';
import { failure, type Outcome, success } from '../../outcome';
import { xdgConfigHome } from '../../platform/data-dir';
import { ensureDirectory, readTextFile, removeFile, writeFileAtomicSync } from '../../platform/files';
import { type Places, placesOf } from '../../platform/places';
import { autostartEntry, isSwitchedOn } from './autostart-entry';

const atLogin = 'at-login';

/** Whether this start was by such an item. */
export function isStartAtLogin(): boolean {
  return app.commandLine.hasSwitch(atLogin);
}

/** Whether the tray app starts when its user logs in; it then starts as this one was, on the same places. */
export function loginItem(places: Places): DesktopFace {
  return process.platform === 'linux' ? autostartFile(places) : systemItem(places);
}

/** Electron has no login items on Linux (https://github.com/electron/electron/issues/15198). */
function autostartFile(places: Places): DesktopFace {
  const file = join(xdgConfigHome(process.env, homedir()), 'autostart', 'pushtray.desktop');
  return {
    startsAtLogin() {
      const entry = readTextFile(file);
      return entry.ok && isSwitchedOn(entry.value);
    },
    setStartAtLogin(on) {
      const done = on
        ? write(file, autostartEntry([program(), ...startArguments(places)]))
        : removeFile(file);
      return done.ok ? success(undefined) : notPossible(done.error.message);
    },
  };
}

function write(file: string, text: string) {
  const made = ensureDirectory(dirname(file));
  return made.ok ? writeFileAtomicSync(file, text) : made;
}

/** macOS and Windows. */
function systemItem(places: Places): DesktopFace {
  const item = { path: program(), args: startArguments(places) };
  const startsAtLogin = () => app.getLoginItemSettings(item).openAtLogin;
  return {
    startsAtLogin,
    setStartAtLogin(on) {
      app.setLoginItemSettings({ ...item, openAtLogin: on });
      return startsAtLogin() === on
        ? success(undefined)
        : notPossible('The system did not take the change of the login items.');
    },
  };
}

function notPossible(reason: string): Outcome<never> {
  return failure('not_available', `Pushtray's start at login cannot be changed. ${reason}`, {
    hint: 'It can be added by hand in the settings of the desktop.',
  });
}

/** An AppImage is unpacked anew at each start; its own file is what stays. */
function program(): string {
  return process.env['APPIMAGE'] ?? process.execPath;
}

function startArguments({ dataDir, settingsFile }: Places): string[] {
  const usual = placesOf({}, process.env);
  return [
    `--${atLogin}`,
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    ...(dataDir === usual.dataDir ? [] : [`--data-dir=${dataDir}`]),
    ...(settingsFile === placesOf({ dataDir }, process.env).settingsFile
      ? []
      : [`--settings=${settingsFile}`]),
  ];
}
