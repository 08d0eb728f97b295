import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, root } from './build-if-stale.mjs';

const electronDir = join(root, 'node_modules/electron');
const downloadTimeoutMs = 180_000;

if (!existsSync(join(root, 'node_modules'))) fail('The dependencies are not installed: run npm ci first.');
try {
  buildIfStale();
} catch (error) {
  fail(error.message);
}
if (mayOpenTray() && !hasElectron()) fetchElectron();

// In this very process, so that signals and the exit status are the command's own.
const command = join(root, 'dist/main/cli.js');
process.argv[1] = command;
await import(pathToFileURL(command).href);

/** Whether fetching Electron is worth the while; what opens in the end, and why, the command decides and says. */
function mayOpenTray() {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const isRoot = process.getuid?.() === 0;
  const [first = 'start'] = process.argv.slice(2);
  return hasDisplay && !isRoot && ['start', 'desktop', '--settings', '--data-dir'].includes(first);
}

/** Asked without requiring the package: that alone starts its download, and throws. */
function hasElectron() {
  return Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH) || existsSync(join(electronDir, 'path.txt'));
}

function fetchElectron() {
  process.stderr.write('Fetching Electron, once (about 120 MB)…\n');
  const args = [join(electronDir, 'install.js')];
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', timeout: downloadTimeoutMs });
  if (status !== 0) process.stderr.write('Electron could not be fetched.\n');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
