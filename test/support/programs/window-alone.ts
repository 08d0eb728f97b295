import { _electron } from '@playwright/test';
import { repositoryRoot } from '../../../scripts/support/repository';
import { originsAskedBy, showEveryPage } from '../window-pages';

/** Starts the app in the network that this program runs in, on a data directory, and prints what its window shows and whom it asked. */
const [executablePath = '', dataDir = '', verdict = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const electron = await _electron.launch({
    executablePath,
    args: [repositoryRoot, '--data-dir', dataDir],
    // Electron refuses to start as root with its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = electron.windows()[0] ?? (await electron.waitForEvent('window'));
    const asked = originsAskedBy(page);
    await page.reload();
    await page.getByText(verdict).first().waitFor();
    await showEveryPage(page);
    await page.getByText('Network report of alone').waitFor();
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    console.log(JSON.stringify({ heading, asked: [...asked] }));
  } finally {
    await electron.close();
  }
}

void main();
