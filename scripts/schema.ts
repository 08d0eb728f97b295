import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsJsonSchema } from '../main/settings/schema/json-schema';
import { repositoryRoot } from './support/repository';

/** Writes docs/settings.schema.json from the schema; with `--check` only says whether it is up to date. */

const path = join(repositoryRoot, 'docs', 'settings.schema.json');
const text = `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    console.error('docs/settings.schema.json is out of date: run "npm run schema".');
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, text);
}
