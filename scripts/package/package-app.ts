import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, messageOf, type Outcome, success } from '../../main/outcome';
import { type ElectronDist, testOnlyMark } from '../electron/electron-dist';
import { repositoryRoot } from '../support/repository';
import { run } from '../support/run';

export interface PackageRequest {
  readonly electron: ElectronDist;
  /** A folder that need not exist; the package lands in a folder of it. */
  readonly outDir: string;
  /** Marks it as a test build, which may hold an Electron that is out of support. */
  readonly testBuild: boolean;
}

const timeoutMs = 300_000;

/** Makes electron-builder's `dir` target from what is built in dist/, without any download, and gives the program's path. */
export async function packageApp(request: PackageRequest): Promise<Outcome<string>> {
  const { electron, outDir, testBuild } = request;
  if (electron.testOnly && !testBuild) {
    return failure('test_only', `The Electron in ${electron.dir} is for tests, not for packages.`, {
      hint: 'Pass --test-build for a package that only tests use.',
    });
  }
  const builder = join(repositoryRoot, 'node_modules/electron-builder/cli.js');
  try {
    await run(process.execPath, [builder, ...builderArguments(request)], { cwd: repositoryRoot, timeoutMs });
  } catch (error) {
    return failure('not_packaged', `electron-builder failed: ${messageOf(error)}`);
  }
  const appDir = join(outDir, unpackedFolder());
  // The stand-in for Electron's default app that the Electron for tests has; it would be started in our app's place.
  rmSync(join(appDir, 'resources', 'app'), { recursive: true, force: true });
  if (testBuild) writeFileSync(join(appDir, testOnlyMark), "Made by Pushtray's tests: not for users.\n");
  return success(join(appDir, programName(testBuild)));
}

function builderArguments(request: PackageRequest): string[] {
  const { electron, outDir, testBuild } = request;
  const settings: Record<string, string> = {
    'directories.output': outDir,
    electronDist: electron.dir,
    electronVersion: electron.version,
    ...(testBuild ? { productName: testBuildName } : {}),
  };
  const overrides = Object.entries(settings).map(([key, value]) => `-c.${key}=${value}`);
  return ['--dir', '--publish', 'never', '--config', configFile(request), ...overrides];
}

/** Electron 29 brought the fuse; the one for tests is older, and electron-builder can override a setting but not take it out. */
function configFile({ electron, outDir }: PackageRequest): string {
  const file = join(repositoryRoot, 'electron-builder.yml');
  if (Number.parseInt(electron.version, 10) >= 29) return file;
  const older = join(outDir, 'electron-builder.yml');
  mkdirSync(outDir, { recursive: true });
  writeFileSync(older, readFileSync(file, 'utf8').replace(/^ *grantFileProtocolExtraPrivileges:.*\n/m, ''));
  return older;
}

const testBuildName = 'Pushtray Test Build';

/** What electron-builder calls the folder of its `dir` target. */
function unpackedFolder(): string {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') return `mac${arch}`;
  return process.platform === 'win32' ? `win${arch}-unpacked` : `linux${arch}-unpacked`;
}

function programName(testBuild: boolean): string {
  const product = testBuild ? testBuildName : 'Pushtray';
  if (process.platform === 'darwin') return `${product}.app/Contents/MacOS/${product}`;
  return process.platform === 'win32' ? `${product}.exe` : 'pushtray';
}
