import { resolve } from 'node:path';
import type { Failure } from '../outcome';
import { findElectron, type HeadlessCode, reasonsForHeadless } from '../platform/electron-binary';
import { runForeground } from '../platform/foreground';
import { type PlaceOptions, placesOf } from '../platform/places';
import { type AddCommand, type ExitStatus, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

export const addDesktop: AddCommand = (program, io, finish) => {
  program
    .command('desktop')
    .description('the tray app, or an error that says what is missing')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .action(async (options: PlaceOptions) => {
      const missing = missingForDesktop(io);
      for (const reason of missing) reportFailure(io, reason);
      finish(missing.length > 0 ? exitStatus.failed : await runDesktop(options, io));
    });
};

/** Why the tray app cannot start here, the most telling reason first; empty when it can. */
export function missingForDesktop(io: Io): readonly Failure<HeadlessCode>[] {
  const uid = process.geteuid?.();
  return reasonsForHeadless({
    env: io.env,
    platform: process.platform,
    electron: electronOf(io),
    ...(uid === undefined ? {} : { uid }),
  });
}

/** Electron in our place, on the same places, until it ends. */
export async function runDesktop(options: PlaceOptions, io: Io): Promise<ExitStatus> {
  const electron = electronOf(io);
  if (!electron.ok) {
    reportFailure(io, electron.error);
    return exitStatus.failed;
  }
  const { dataDir, settingsFile } = placesOf(options, io.env);
  const args = [packageRoot(io), `--data-dir=${dataDir}`, `--settings=${settingsFile}`];
  const ended = await runForeground(electron.value, args, io.env);
  if (!ended.ok) {
    reportFailure(io, ended.error);
    return exitStatus.failed;
  }
  return ended.value === 0 ? exitStatus.done : exitStatus.failed;
}

function electronOf(io: Io) {
  return findElectron({ env: io.env, platform: process.platform, packageRoot: packageRoot(io) });
}

function packageRoot(io: Io): string {
  return resolve(io.builtDir, '../..');
}
