import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findElectronForTests } from '../../scripts/electron/provide-electron';
import { type DeadNetwork, deadNetwork, settingsWithoutNetwork } from '../support/dead-network';
import { test as base, expect } from '../support/electron-app';
import { makeDataDir } from '../support/pushtray';

const run = promisify(execFile);

const test = base.extend<{ deadNetwork: DeadNetwork }>({ deadNetwork });

test('with the link down the app starts, its window says so, shows its pages, and asks nobody but its own main', async ({
  session,
  deadNetwork: network,
}) => {
  const data = makeDataDir(settingsWithoutNetwork);
  const [command, ...prefix] = network.prefix;
  const program = join(__dirname, '../support/programs/window-alone.ts');
  const electron = findElectronForTests()?.executable ?? '';
  // Playwright drives the app over the network that the app is in.
  const args = ['--import', 'tsx', program, electron, data.dir, 'This machine has no network'];
  try {
    const env = { ...process.env, ...session.env, HOME: data.dir };
    const { stdout } = await run(command, [...prefix, process.execPath, ...args], { env });
    expect(JSON.parse(stdout)).toEqual({ heading: 'Report', asked: ['app://pushtray'] });
  } finally {
    data.remove();
  }
});
