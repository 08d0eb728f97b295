import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsJsonSchema } from '../../../main/settings/schema/json-schema';
import { withReference } from '../../../scripts/support/settings-reference';

describe('docs/settings.md', () => {
  const written = readFileSync(join(__dirname, '../../../docs/settings.md'), 'utf8');

  it('has every key of the schema (else run "npm run schema")', () => {
    expect(written).toBe(withReference(written, settingsJsonSchema()));
  });

  it('says of every key what it is for', () => {
    const silent = written.split('\n').filter((line) => /^\| `.*\| +\|$/.test(line));
    expect(silent).toEqual([]);
  });
});
