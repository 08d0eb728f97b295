import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DrawnFile, drawAll } from './icons/draw';
import { repositoryRoot } from './support/repository';

/** `icons`: draws them anew. `icons --check`: names those that are not what would be drawn. */
function main(args: readonly string[]): void {
  const stale = drawAll().filter((file) => !isCurrent(file));
  if (!args.includes('--check')) {
    for (const file of stale) write(file);
    return;
  }
  for (const { path } of stale) process.stderr.write(`${path} is stale: run npm run icons\n`);
  if (stale.length > 0) process.exitCode = 1;
}

function isCurrent({ path, content }: DrawnFile): boolean {
  const file = join(repositoryRoot, path);
  return existsSync(file) && readFileSync(file).equals(content);
}

function write({ path, content }: DrawnFile): void {
  const file = join(repositoryRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

main(process.argv.slice(2));
