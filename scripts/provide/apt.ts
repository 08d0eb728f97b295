import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { failure, type Outcome, success } from '../../main/outcome';
import { run } from '../support/run';
import { findProgram } from './machine';

/**
 * Installs Debian packages, as root or through a sudo that asks nothing. Each entry is a package's name, or
 * several of which the first that apt knows is taken. What apt does not know is left out: look again afterwards.
 */
export async function installPackages(packages: readonly (readonly string[])[]): Promise<Outcome<void>> {
  if (!findProgram('apt-get')) return failure('no_apt', 'This system has no apt.');
  const prefix = await rootPrefix();
  if (!prefix)
    return failure('not_root', 'Only root may install packages, and sudo would ask for a password.');
  const script = join(__dirname, 'apt-install.sh');
  const [file = 'sh', ...args] = [...prefix, 'sh', script, ...packages.map((names) => names.join('|'))];
  const child = spawn(file, args, { stdio: ['ignore', process.stderr, process.stderr] });
  const [status] = (await once(child, 'exit')) as [number | null];
  return status === 0 ? success(undefined) : failure('apt_failed', 'apt-get did not install the packages.');
}

/** What to put before a command that needs root; undefined when there is no way. */
async function rootPrefix(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const maySudo = await run('sudo', ['-n', 'true'], { timeoutMs: 10_000 }).then(
    () => true,
    () => false,
  );
  return maySudo ? ['sudo', '-n'] : undefined;
}
