import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultDataDir } from './data-dir';

/** Where a run keeps its things, as the command line and the environment say. */
export interface Places {
  readonly dataDir: string;
  readonly settingsFile: string;
}

export interface PlaceOptions {
  readonly settings?: string | undefined;
  readonly dataDir?: string | undefined;
}

export function placesOf(
  { settings, dataDir }: PlaceOptions,
  env: Readonly<Record<string, string | undefined>>,
): Places {
  const dir = resolve(dataDir ?? defaultDataDir(env, process.platform, homedir()));
  return {
    dataDir: dir,
    settingsFile: settings === undefined ? join(dir, 'settings.json') : resolve(settings),
  };
}
