import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSecrets } from '../../../main/settings/file/secrets';
import { tempDir } from '../../support/temp-dir';

function secretsIn(dataDir: string, env: Record<string, string> = {}) {
  return openSecrets({ dataDir, env });
}

function plant(dataDir: string, text: string, mode = 0o600): string {
  const path = join(dataDir, 'secrets.json');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe('a secret', () => {
  it('is kept in a file that only its owner may read', () => {
    const dataDir = join(tempDir(), 'not', 'made', 'yet');
    const secrets = secretsIn(dataDir);
    expect(secrets.set('mimir', 's3cret')).toEqual({ ok: true, value: undefined });
    expect(secrets.set('team', 'other')).toEqual({ ok: true, value: undefined });
    expect(secrets.get('mimir')).toEqual({ ok: true, value: 's3cret' });
    expect(secrets.names()).toEqual(['mimir', 'team']);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('is gone from the file once it is removed, and the others stay', () => {
    const secrets = secretsIn(tempDir());
    secrets.set('mimir', 's3cret');
    secrets.set('team', 'other');
    expect(secrets.remove('mimir')).toEqual({ ok: true, value: undefined });
    expect(secrets.names()).toEqual(['team']);
    expect(secrets.remove('mimir')).toMatchObject({ error: { code: 'missing_secret' } });
    expect(secrets.get('team')).toMatchObject({ value: 'other' });
  });

  it('comes from the environment first', () => {
    const dataDir = tempDir();
    plant(dataDir, '{ "mimir": "from the file" }');
    expect(secretsIn(dataDir, { PUSHTRAY_SECRET_MIMIR: 'from outside' }).get('mimir')).toMatchObject({
      value: 'from outside',
    });
    expect(secretsIn(dataDir, { PUSHTRAY_SECRET_MIMIR: '' }).get('mimir')).toMatchObject({
      value: 'from the file',
    });
  });

  it('that was changed meanwhile is taken up', () => {
    const dataDir = tempDir();
    const secrets = secretsIn(dataDir);
    plant(dataDir, '{ "a": "1" }');
    expect(secrets.get('a')).toMatchObject({ value: '1' });
    plant(dataDir, '{ "a": "2" }');
    expect(secrets.get('a')).toMatchObject({ value: '2' });
  });

  it('that is missing is named, with what to do', () => {
    expect(secretsIn(tempDir()).get('toString')).toEqual({
      ok: false,
      error: {
        code: 'missing_secret',
        message: 'There is no secret "toString".',
        hint: 'Run "pushtray secret set toString", or set PUSHTRAY_SECRET_TOSTRING.',
      },
    });
  });

  it.each([
    ['', 'x'],
    ['a b', 'x'],
    ['../x', 'x'],
    ['a', ''],
    ['a', 's3cret\nx'],
    ['a', 's3cret\u0000'],
  ])('is refused when it cannot be one: name %j, value %j', (name, value) => {
    const stored = secretsIn(tempDir()).set(name, value);
    expect(stored).toMatchObject({ error: { code: 'bad_secret' } });
    expect(JSON.stringify(stored)).not.toContain('s3cret');
  });
});

describe('a secrets file', () => {
  it.each([0o640, 0o604, 0o660])('of mode %o is not used, and it says what to run', (mode) => {
    const dataDir = tempDir();
    const path = plant(dataDir, '{ "a": "s3cret" }', mode);
    const secrets = secretsIn(dataDir);
    const expected = {
      code: 'secrets_open_to_others',
      message: `${path} is not used: others than its owner may read or change it.`,
      hint: `Run: chmod 600 ${path}`,
    };
    expect(secrets.get('a')).toEqual({ ok: false, error: expected });
    expect(secrets.set('b', 'x')).toEqual({ ok: false, error: expected });
    expect(secrets.problem()).toEqual(expected);
    expect(secrets.names()).toEqual([]);
  });

  it.each(['{ "a": s3cret }', '{ "a": 3 }', '["s3cret"]', '"s3cret"', ''])(
    'that is not valid is named, never quoted, and never overwritten: %s',
    (text) => {
      const dataDir = tempDir();
      const path = plant(dataDir, text);
      const secrets = secretsIn(dataDir);
      for (const outcome of [secrets.get('a'), secrets.set('a', 'x')]) {
        expect(outcome).toMatchObject({
          error: { code: 'bad_secrets_file', message: expect.stringContaining(path) },
        });
        expect(JSON.stringify(outcome)).not.toContain('s3cret');
      }
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('that cannot be read is told apart from a missing one', () => {
    const dataDir = tempDir();
    mkdirSync(join(dataDir, 'secrets.json'));
    expect(secretsIn(dataDir).get('a')).toMatchObject({ error: { code: 'not_readable' } });
  });
});
