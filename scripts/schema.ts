import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsJsonSchema } from '../main/settings/schema/json-schema';
import { repositoryRoot } from './support/repository';
import { withReference } from './support/settings-reference';

/** Writes docs/settings.schema.json and the tables of docs/settings.md from the schema; with `--check` only says whether they are up to date. */

const schema = settingsJsonSchema();
const reference = join(repositoryRoot, 'docs', 'settings.md');
const made = new Map([
  [join(repositoryRoot, 'docs', 'settings.schema.json'), `${JSON.stringify(schema, null, 2)}\n`],
  [reference, withReference(readFileSync(reference, 'utf8'), schema)],
]);

for (const [path, text] of made) {
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is out of date: run "npm run schema".`);
    process.exitCode = 1;
  }
}
