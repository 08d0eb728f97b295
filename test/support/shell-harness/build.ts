import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../../scripts/support/repository';
import { run } from '../../../scripts/support/run';

/** What the harness serves to its window: goes into `HARNESS_PAGE`. */
export const harnessPage = join(__dirname, 'page');

/** Makes `dir` an app that Electron can start. */
export async function buildShellHarness(dir: string): Promise<void> {
  const program = join(repositoryRoot, 'node_modules/electron-vite/bin/electron-vite.js');
  const config = join(__dirname, 'electron.vite.config.ts');
  await run(process.execPath, [program, 'build', '--config', config, '--outDir', dir], { timeoutMs: 60_000 });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'shell-harness', main: 'main/main.js' }));
}
