import { installPackages } from '../provide/apt';
import { run } from '../support/run';

const candidates = ['python3', 'python', '/usr/bin/python3'];

/** A Python that has pip; where there is none and apt may be used, Debian's is installed. */
export async function findPython(): Promise<string> {
  const found = await firstWithPip();
  if (found) return found;
  const installed = await installPackages([['python3-pip']]);
  const python = await firstWithPip();
  if (python) return python;
  throw new Error(`there is no Python with pip. ${installed.ok ? '' : installed.error.message}`.trim());
}

async function firstWithPip(): Promise<string | undefined> {
  for (const python of candidates) {
    const works = await run(python, ['-m', 'pip', '--version'], { timeoutMs: 30_000 }).then(
      () => true,
      () => false,
    );
    if (works) return python;
  }
  return undefined;
}
