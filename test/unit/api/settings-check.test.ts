import { describe, expect, it } from 'vitest';
import type { ApiParts } from '../../../main/api/parts';
import { settingsCalls } from '../../../main/api/settings-calls';

const check = (text: string) => settingsCalls({} as ApiParts)['settings.check']({ text });

describe('checking the text of a settings file', () => {
  it('gives the settings it stands for, defaults filled in, and takes nothing up', async () => {
    expect(await check('{ "version": 1, "interval": "30s" }')).toMatchObject({
      ok: true,
      value: { interval: '30s', pushing: true, destinations: [] },
    });
  });

  it('names each fault with its line and column', async () => {
    expect(await check('{\n  "version": 1,\n  "intervall": "5s"\n}')).toMatchObject({
      ok: false,
      error: { code: 'invalid_settings', faults: [{ line: 3, column: 3, path: 'intervall' }] },
    });
  });

  it('says what is no JSON', async () => {
    expect(await check('version: 1')).toMatchObject({ ok: false, error: { code: 'invalid_settings' } });
  });
});
