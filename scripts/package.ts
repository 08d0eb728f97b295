import { join } from 'node:path';
import type { Outcome } from '../main/outcome';
import { buildIfStale } from './build-if-stale.mjs';
import { provideElectron } from './electron/provide-electron';
import { packageApp } from './package/package-app';
import { repositoryRoot } from './support/repository';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** `package [--test-build]`: the unpacked app in release/, from the pinned Electron; a test build takes the one for tests too. */
async function main(args: readonly string[]): Promise<void> {
  const testBuild = args.includes('--test-build');
  buildIfStale();
  const electron = await provideElectron({ forTests: testBuild, say });
  if (!electron.ok) return fail(electron);
  const outDir = join(repositoryRoot, 'release');
  const program = await packageApp({ electron: electron.value, outDir, testBuild });
  if (!program.ok) return fail(program);
  process.stdout.write(`${program.value}\n`);
}

function fail({ error }: Outcome<never> & { ok: false }): void {
  say([error.message, error.hint].filter(Boolean).join(' '));
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
