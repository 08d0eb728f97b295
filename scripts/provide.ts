import type { TestKind } from './provide/needs';
import { provide } from './provide/provide';

const testKinds: readonly TestKind[] = ['desktop', 'web', 'integration'];

/** `provide [--pictures]`: installs what the tests need, and what the pictures of the README need. */
async function main(args: readonly string[]): Promise<void> {
  const kinds: readonly TestKind[] = args.includes('--pictures') ? [...testKinds, 'pictures'] : testKinds;
  const missing = await provide({ kinds, say: (line) => process.stderr.write(`${line}\n`) });
  if (missing.length > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
