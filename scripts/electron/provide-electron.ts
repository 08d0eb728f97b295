import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failure, messageOf, type Outcome, success } from '../../main/outcome';
import { findElectron } from '../../main/platform/electron-binary';
import { repositoryRoot } from '../support/repository';
import { run } from '../support/run';
import { type ElectronDist, readElectronDist } from './electron-dist';
import { fetchTestElectron, readTestElectron } from './test-electron';

export interface ElectronRequest {
  /** Whether the Electron that is out of support will do, where no other is to be had. */
  readonly forTests: boolean;
  readonly say: (line: string) => void;
}

const downloadTimeoutMs = 180_000;

/**
 * Finds or fetches an unpacked Electron: the one in $ELECTRON_OVERRIDE_DIST_PATH, the npm package's own, its download,
 * and for tests the one kept for them.
 */
export async function provideElectron(request: ElectronRequest): Promise<Outcome<ElectronDist>> {
  const here = readFoundElectron();
  if (here) return success(here);
  const downloaded = await runOwnDownload();
  if (downloaded.ok || !request.forTests) return downloaded;
  const kept = readTestElectron();
  if (kept) return success(kept);
  request.say(downloaded.error.message);
  return fetchTestElectron(request.say);
}

/** The same without fetching anything: what a test that starts Electron uses. */
export function findElectronForTests(): ElectronDist | undefined {
  return readFoundElectron() ?? readTestElectron();
}

function readFoundElectron(): ElectronDist | undefined {
  const search = { env: process.env, platform: process.platform, packageRoot: repositoryRoot };
  const found = findElectron(search);
  return found.ok ? readElectronDist(found.value) : undefined;
}

async function runOwnDownload(): Promise<Outcome<ElectronDist>> {
  const installer = join(repositoryRoot, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) {
    return failure('no_package', 'The npm package "electron" is not installed.', {
      hint: 'Run npm ci first.',
    });
  }
  const problem = await run(process.execPath, [installer], { timeoutMs: downloadTimeoutMs }).then(
    () => 'it left no Electron behind',
    messageOf,
  );
  const dist = readFoundElectron();
  if (dist) return success(dist);
  return failure('download_failed', `Electron's own download failed: ${problem}.`, {
    hint: 'Name an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH, or a mirror in ELECTRON_MIRROR.',
  });
}
