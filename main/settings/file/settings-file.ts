import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Failure, failure, type Outcome, success } from '../../outcome';
import {
  copyFile,
  ensureDirectory,
  type FileOutcome,
  readTextFile,
  writeFileAtomicSync,
} from '../../platform/files';
import { watchFile } from '../../platform/watch-file';
import { settingsJsonSchema } from '../schema/json-schema';
import { defaultSettings, type Settings } from '../schema/settings';
import { checkSettings, parseSettings, type SettingsFailureCode } from './parse';
import { isRecord } from './schema-walk';
import { withoutDefaults } from './without-defaults';

export type SettingsProblemCode = SettingsFailureCode | 'not_readable';
export type SaveFailureCode = SettingsProblemCode | 'settings_changed' | 'not_writable';

export interface SettingsState {
  /** The last valid ones; the defaults when there never were any. */
  readonly settings: Settings;
  /** False: there is no file, these are the defaults. */
  readonly exists: boolean;
  /** Why the file is not what `settings` are. */
  readonly problem?: Failure<SettingsProblemCode>;
}

export interface SavedSettings {
  readonly settings: Settings;
  /** Where the file that was not valid has been kept: beside the new one. */
  readonly setAside?: string;
}

/** No more than this is taken for a settings file. */
const maxBytes = 4 * 1024 * 1024;

/** Reads at once: `state` says what came of it. A file that is not there stands for the defaults. */
export function openSettingsFile(path: string): SettingsFile {
  return new SettingsFile(path);
}

export class SettingsFile {
  private latest: SettingsState = { settings: defaultSettings(), exists: false };

  constructor(readonly path: string) {
    this.reload();
  }

  state(): SettingsState {
    return this.latest;
  }

  /** Reads the file again. A bad one keeps the old settings and says why in `problem`. */
  reload(): SettingsState {
    const disk = readSettings(this.path);
    if (disk.kind === 'valid') this.latest = { settings: disk.settings, exists: true };
    else if (disk.kind === 'absent') this.latest = { settings: defaultSettings(), exists: false };
    else this.latest = { settings: this.latest.settings, exists: true, problem: disk.problem };
    return this.latest;
  }

  /**
   * Checks and writes new settings. `base` is what they were made from: when the file holds something else by now, nothing is
   * written (`settings_changed`). A file that is not valid is kept beside it first. What is a default and was not
   * written before is left out; `$schema` stays.
   */
  save(wanted: unknown, base: Settings): Outcome<SavedSettings, SaveFailureCode> {
    const checked = checkSettings(wanted);
    if (!checked.ok) return checked;
    const disk = readSettings(this.path);
    if (disk.kind === 'unreadable') return { ok: false, error: disk.problem };
    if (!isSame(this.held(disk), base)) return changed(this.path);
    const aside = disk.kind === 'invalid' ? this.setAside() : success(undefined);
    if (!aside.ok) return aside;
    const written = this.write(checked.value, disk);
    if (!written.ok) return notWritable(this.path, written.error.message);
    this.latest = { settings: checked.value, exists: true };
    return success({ settings: checked.value, ...(aside.value ? { setAside: aside.value } : {}) });
  }

  /** Tells of every change of `state()` that comes from the file; the answer ends it. */
  watch(onChange: (state: SettingsState) => void): () => void {
    return watchFile(this.path, () => {
      const before = this.latest;
      if (!isDeepStrictEqual(before, this.reload())) onChange(this.latest);
    });
  }

  /** What a change may build on: a file that cannot be used has not replaced what runs. */
  private held(disk: OnDisk): Settings {
    if (disk.kind === 'valid') return disk.settings;
    return disk.kind === 'absent' ? defaultSettings() : this.latest.settings;
  }

  private setAside(): Outcome<string, 'not_writable'> {
    const aside = `${this.path}.invalid-${new Date().toISOString().replace(/:/g, '-')}`;
    // A copy: should the writing fail after it, the file still stands where it stood.
    const copied = copyFile(this.path, aside);
    return copied.ok ? success(aside) : notWritable(this.path, copied.error.message);
  }

  private write(settings: Settings, disk: OnDisk): FileOutcome {
    const before: unknown = disk.kind === 'valid' ? JSON.parse(disk.text) : undefined;
    const kept = isRecord(before) && '$schema' in before ? { $schema: before['$schema'] } : {};
    const slim = withoutDefaults({ ...kept, ...settings }, before, settingsJsonSchema());
    const directory = ensureDirectory(dirname(this.path));
    if (!directory.ok) return directory;
    const mode = disk.kind === 'absent' ? { mode: 0o600 } : {};
    return writeFileAtomicSync(this.path, `${JSON.stringify(slim, null, 2)}\n`, mode);
  }
}

type OnDisk =
  | { readonly kind: 'absent' }
  | { readonly kind: 'valid'; readonly settings: Settings; readonly text: string }
  | { readonly kind: 'invalid' | 'unreadable'; readonly problem: Failure<SettingsProblemCode> };

function readSettings(path: string): OnDisk {
  const text = readTextFile(path, maxBytes);
  if (!text.ok) {
    if (text.error.code === 'not_found') return { kind: 'absent' };
    const hint = 'Give this user the right to read it, or name another file with --settings.';
    return { kind: 'unreadable', problem: { code: 'not_readable', message: text.error.message, hint } };
  }
  const parsed = parseSettings(text.value, `The settings in ${path}`);
  return parsed.ok
    ? { kind: 'valid', settings: parsed.value, text: text.value }
    : { kind: 'invalid', problem: parsed.error };
}

/** Where the schema is found says nothing of what runs. */
function isSame(a: Settings, b: Settings): boolean {
  return isDeepStrictEqual({ ...a, $schema: '' }, { ...b, $schema: '' });
}

function changed(path: string) {
  return failure(
    'settings_changed',
    `Nothing was saved: ${path} has been changed by somebody else meanwhile.`,
    {
      hint: 'Look at what stands there now, and make the change again.',
    },
  );
}

function notWritable(path: string, why: string) {
  return failure('not_writable', `The settings were not saved. ${why}`, {
    hint: `Give this user the right to write ${path} and beside it, or name another file with --settings.`,
  });
}
