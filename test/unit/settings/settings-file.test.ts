import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseSettings } from '../../../main/settings/file/parse';
import { openSettingsFile, type SettingsState } from '../../../main/settings/file/settings-file';
import {
  defaultSettings,
  type Settings,
  type SettingsInput,
  settingsSchema,
} from '../../../main/settings/schema/settings';
import { tempDir } from '../../support/temp-dir';

function fileWith(text: string | object | undefined): string {
  const path = join(tempDir(), 'settings.json');
  if (text !== undefined) writeFileSync(path, typeof text === 'string' ? text : JSON.stringify(text));
  return path;
}

function onDisk(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function full(input: Omit<SettingsInput, 'version'>): Settings {
  return settingsSchema.parse({ version: 1, ...input });
}

describe('opening', () => {
  it('a file that is not there gives the defaults', () => {
    expect(openSettingsFile(fileWith(undefined)).state()).toEqual({
      settings: defaultSettings(),
      exists: false,
    });
  });

  it('a valid file gives its settings', () => {
    expect(openSettingsFile(fileWith({ version: 1, interval: '1m' })).state()).toEqual({
      settings: full({ interval: '1m' }),
      exists: true,
    });
  });

  it('a file with a byte-order mark gives its settings', () => {
    expect(openSettingsFile(fileWith('\uFEFF{ "version": 1 }')).state().problem).toBeUndefined();
  });

  it('a file that is not valid gives the defaults and the problem with the path, and leaves the file alone', () => {
    const path = fileWith('{ "version": 1, "intervall": "1m" }');
    expect(openSettingsFile(path).state()).toMatchObject({
      settings: defaultSettings(),
      exists: true,
      problem: {
        code: 'invalid_settings',
        message: expect.stringMatching(
          new RegExp(`^The settings in ${path} are not valid: line 1, column 17: intervall `),
        ),
        faults: [{ line: 1, column: 17, path: 'intervall' }],
      },
    });
    expect(readdirSync(dirname(path))).toEqual(['settings.json']);
  });

  it('a file that cannot be read says so', () => {
    const path = join(tempDir(), 'settings.json');
    mkdirSync(path);
    expect(openSettingsFile(path).state()).toMatchObject({
      exists: true,
      problem: { code: 'not_readable', message: `Cannot read ${path}: it is a directory.` },
    });
  });
});

describe('reloading', () => {
  it('keeps the old settings when the file is invalid, and takes it up once it is repaired', () => {
    const path = fileWith({ version: 1, interval: '1m' });
    const file = openSettingsFile(path);
    writeFileSync(path, '{ "version": 1,');
    expect(file.reload()).toMatchObject({
      settings: { interval: '1m' },
      problem: { code: 'invalid_settings' },
    });
    writeFileSync(path, '{ "version": 9 }');
    expect(file.reload()).toMatchObject({ settings: { interval: '1m' }, problem: { code: 'newer_version' } });
    writeFileSync(path, '{ "version": 1, "interval": "2m" }');
    expect(file.reload()).toEqual({ settings: full({ interval: '2m' }), exists: true });
  });

  it('gives the defaults when the file is gone', () => {
    const path = fileWith({ version: 1, interval: '1m' });
    const file = openSettingsFile(path);
    rmSync(path);
    expect(file.reload()).toEqual({ settings: defaultSettings(), exists: false });
  });
});

describe('watching', () => {
  function watched(path: string) {
    const file = openSettingsFile(path);
    const seen: SettingsState[] = [];
    onTestFinished(file.watch((state) => seen.push(state)));
    return {
      file,
      seen,
      until: (count: number) => vi.waitFor(() => expect(seen).toHaveLength(count), { timeout: 8_000 }),
    };
  }

  it('tells of a valid change, of an invalid one, and of its repair', async () => {
    const path = fileWith({ version: 1 });
    const { seen, until } = watched(path);
    writeFileSync(path, '{ "version": 1, "interval": "1m" }');
    await until(1);
    writeFileSync(path, '{ "version": 1, "interval": "1" }');
    await until(2);
    writeFileSync(path, '{ "version": 1, "interval": "2m" }');
    await until(3);
    expect(seen).toMatchObject([
      { settings: { interval: '1m' } },
      { settings: { interval: '1m' }, problem: { code: 'invalid_settings' } },
      { settings: { interval: '2m' } },
    ]);
    expect(seen[2]).not.toHaveProperty('problem');
  });

  it('does not tell of what was saved here, nor of a change that changes nothing', async () => {
    const path = fileWith({ version: 1 });
    const { file, seen, until } = watched(path);
    file.save(full({ interval: '1m' }), defaultSettings());
    await new Promise((resolve) => setTimeout(resolve, 300));
    writeFileSync(path, '{ "interval": "60s", "version": 1 }');
    await until(1);
    writeFileSync(path, '{ "version": 1,\n "interval": "60s" }');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(seen.map(({ settings }) => settings.interval)).toEqual(['60s']);
  });
});

describe('saving', () => {
  it('makes a file for its owner alone, and its directory', () => {
    const path = join(tempDir(), 'made', 'settings.json');
    const file = openSettingsFile(path);
    expect(file.save(full({ interval: '1m' }), defaultSettings())).toEqual({
      ok: true,
      value: { settings: full({ interval: '1m' }) },
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(file.state()).toEqual({ settings: full({ interval: '1m' }), exists: true });
    expect(onDisk(path)).toEqual({ version: 1, interval: '1m' });
  });

  it('keeps the mode of a file', () => {
    const path = fileWith({ version: 1 });
    chmodSync(path, 0o640);
    openSettingsFile(path).save(full({ interval: '1m' }), defaultSettings());
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('keeps what a person wrote: $schema, the order, defaults that were spelled out; and adds none', () => {
    const path = fileWith({
      interval: '15s',
      $schema: './settings.schema.json',
      collectors: [{ kind: 'ping', id: 'p', count: 4, targets: [{ name: 'a', host: 'a', enabled: true }] }],
      version: 1,
    });
    const file = openSettingsFile(path);
    const base = file.state().settings;
    const { $schema: _ignored, ...fromForm } = base;
    const [ping] = fromForm.collectors;
    if (ping?.kind !== 'ping') throw new Error('no ping');
    const targets = [{ name: 'b', host: 'b', enabled: true }, ...ping.targets];
    expect(file.save({ ...fromForm, collectors: [{ ...ping, targets }] }, base).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(
      `${JSON.stringify(
        {
          interval: '15s',
          $schema: './settings.schema.json',
          collectors: [
            {
              kind: 'ping',
              id: 'p',
              count: 4,
              targets: [
                { name: 'b', host: 'b' },
                { name: 'a', host: 'a', enabled: true },
              ],
            },
          ],
          version: 1,
        },
        null,
        2,
      )}\n`,
    );
  });

  it('refuses settings that are not valid and writes nothing', () => {
    const path = fileWith(undefined);
    const saved = openSettingsFile(path).save({ version: 1, interval: '1' }, defaultSettings());
    expect(saved).toMatchObject({ error: { code: 'invalid_settings', faults: [{ path: 'interval' }] } });
    expect(existsSync(path)).toBe(false);
  });

  it('refuses when somebody else changed the file meanwhile, seen or not', () => {
    const path = fileWith({ version: 1 });
    const file = openSettingsFile(path);
    const base = file.state().settings;
    writeFileSync(path, '{ "version": 1, "interval": "2m" }');
    const expected = {
      ok: false,
      error: { code: 'settings_changed', message: expect.stringContaining(path) },
    };
    expect(file.save(full({ interval: '1m' }), base)).toMatchObject(expected);
    file.reload();
    expect(file.save(full({ interval: '1m' }), base)).toMatchObject(expected);
    expect(onDisk(path)).toEqual({ version: 1, interval: '2m' });
  });

  it('does not mind a file that was only written anew', () => {
    const path = fileWith({ version: 1 });
    const file = openSettingsFile(path);
    writeFileSync(path, '{"interval":"15s","version":1}');
    expect(file.save(full({ pushing: false }), defaultSettings()).ok).toBe(true);
  });

  it('keeps a file that is not valid aside and names it', () => {
    const bad = '{ "version": 1, my notes';
    const path = fileWith(bad);
    chmodSync(path, 0o640);
    const file = openSettingsFile(path);
    const saved = file.save(full({ interval: '1m' }), file.state().settings);
    if (!saved.ok) throw new Error(saved.error.message);
    const { setAside = '' } = saved.value;
    expect(setAside).toMatch(/settings\.json\.invalid-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/);
    expect(readFileSync(setAside, 'utf8')).toBe(bad);
    expect(onDisk(path)).toEqual({ version: 1, interval: '1m' });
    expect(file.state()).not.toHaveProperty('problem');
    expect(readdirSync(dirname(path))).toHaveLength(2);
  });

  it('keeps a file that turned bad while running aside, on the base of what runs', () => {
    const path = fileWith({ version: 1, interval: '1m' });
    const file = openSettingsFile(path);
    writeFileSync(path, '{ "version": 2 }');
    file.reload();
    expect(file.save(full({ interval: '2m' }), defaultSettings())).toMatchObject({
      error: { code: 'settings_changed' },
    });
    expect(file.save(full({ interval: '2m' }), full({ interval: '1m' }))).toMatchObject({
      ok: true,
      value: { setAside: expect.stringContaining('.invalid-') },
    });
  });

  it('does not overwrite what it cannot read', () => {
    const path = join(tempDir(), 'settings.json');
    mkdirSync(path);
    expect(openSettingsFile(path).save(full({}), defaultSettings())).toMatchObject({
      error: { code: 'not_readable' },
    });
  });

  it('says where, why and what to do when it cannot write', () => {
    const blocker = fileWith('');
    const path = join(blocker, 'settings.json');
    const saved = openSettingsFile(path).save(full({ interval: '1m' }), defaultSettings());
    expect(saved).toMatchObject({ ok: false, error: { message: expect.stringContaining(path) } });
  });

  it('loses nothing: what is written reads as what was saved', () => {
    const duration = fc.constantFrom('1s', '5s', '15s', '1m', '1h');
    const collector = fc.oneof(
      fc.record(
        { kind: fc.constant('tcp-states' as const), enabled: fc.boolean(), interval: duration },
        { requiredKeys: ['kind'] },
      ),
      fc.record(
        {
          kind: fc.constant('ping' as const),
          count: fc.integer({ min: 1, max: 100 }),
          spacing: fc.constantFrom('200ms', '1s'),
          targets: fc.uniqueArray(
            fc.record({ name: fc.constantFrom('a', 'b', 'c'), host: fc.constantFrom('::1', 'gateway') }),
            {
              selector: ({ name }) => name,
            },
          ),
        },
        { requiredKeys: ['kind', 'targets'] },
      ),
    );
    const anySettings = fc
      .record(
        {
          interval: duration,
          labels: fc.dictionary(fc.constantFrom('site', 'team'), fc.string()),
          monitoring: fc.boolean(),
          collectors: fc.array(collector, { maxLength: 3 }),
          server: fc.record({ enabled: fc.boolean(), web: fc.boolean() }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      )
      .map(({ collectors, ...rest }) =>
        full({
          ...rest,
          ...(collectors
            ? { collectors: collectors.map((one, index) => ({ ...one, id: `c${index}` })) }
            : {}),
        }),
      );
    const path = fileWith(undefined);
    fc.assert(
      fc.property(anySettings, anySettings, (first, second) => {
        rmSync(path, { force: true });
        const file = openSettingsFile(path);
        for (const [wanted, base] of [
          [first, defaultSettings()],
          [second, first],
        ] as const) {
          expect(file.save(wanted, base).ok).toBe(true);
          expect(parseSettings(readFileSync(path, 'utf8'))).toEqual({ ok: true, value: wanted });
        }
      }),
      { numRuns: 30 },
    );
  }, 20_000);
});
