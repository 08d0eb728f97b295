import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../support/run-command';
import { tempDir } from '../../support/temp-dir';

function fileWith(text: string, name = 'settings.json'): string {
  const file = join(tempDir(), name);
  writeFileSync(file, text);
  return file;
}

const twoFaults = '{\n  "version": 1,\n  "interval": 15,\n  "labels": 3\n}\n';

describe('settings that are not valid', () => {
  it.each([['run'], ['once'], ['verify'], ['forget']])('are told by %s a line a fault', async (command) => {
    const file = fileWith(twoFaults);
    const { status, stderr, stdout } = await runCommand([command, '--settings', file]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      `${file}:3:15: interval is a number without a unit: write it like "15s"`,
      `${file}:4:13: labels must be an object, not a number`,
    ]);
  });

  it.each([['check'], ['verify']])(
    'since they are for a newer Pushtray %s says what to do',
    async (command) => {
      const file = fileWith('{ "version": 2 }');
      const { status, stdout, stderr } = await runCommand([command, '--settings', file]);
      expect(status).toBe(2);
      expect(stdout + stderr).toMatch(
        /newer Pushtray: .*\s+Update Pushtray, or use settings of this version\.\n$/,
      );
    },
  );
});

describe('pushtray check of settings with a byte-order mark', () => {
  it('takes them as they run', async () => {
    const { status, stdout } = await runCommand(['check', fileWith('\uFEFF{ "version": 1 }')]);
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/: ok\n$/) });
  });

  it('counts no column for it', async () => {
    const file = fileWith('\uFEFF{ "version": 1, "labels": 3 }');
    const { stdout } = await runCommand(['check', file]);
    expect(stdout).toContain(`${file}:1:27: labels must be an object`);
  });
});

describe('pushtray check of a file without anything', () => {
  it('takes one that is named .json for settings, and says what to write at least', async () => {
    const file = fileWith('\n');
    expect(await runCommand(['check', file])).toMatchObject({
      status: 2,
      stdout: `${file}:1:1: there is nothing here: write at least { "version": 1 }\n`,
    });
  });

  it('says of any other that it is empty, which metrics may be', async () => {
    const file = fileWith('\n', 'metrics.prom');
    const said = { status: 0, stdout: `${file}: ok, but empty: neither metrics nor settings\n` };
    expect(await runCommand(['check', file])).toMatchObject(said);
  });
});
