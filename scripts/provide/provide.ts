import { installPackages } from './apt';
import { isThere, type Machine, thisMachine } from './machine';
import { type Need, needsOf, type TestKind } from './needs';

export interface ProvideRequest {
  readonly kinds: readonly TestKind[];
  readonly say: (line: string) => void;
}

/** Installs what tests of these kinds need and gives what is missing even so. Asks no package manager when all is there. */
export async function provide({ kinds, say }: ProvideRequest): Promise<Need[]> {
  const before = missingOn(thisMachine(), kinds);
  if (before.length === 0) return [];
  say(`Installing for the tests: ${before.map((need) => need.name).join(', ')}…`);
  const installed = await installPackages(before.map((need) => need.packages));
  if (!installed.ok) say(installed.error.message);
  const missing = missingOn(thisMachine(), kinds);
  for (const line of describeMissing(missing)) say(line);
  return missing;
}

export function missingOn(machine: Machine, kinds: readonly TestKind[]): Need[] {
  return needsOf(kinds).filter((need) => !isThere(machine, need));
}

/** One line for each missing thing: what it is, where it comes from, whose tests do without. */
export function describeMissing(missing: readonly Need[]): string[] {
  return missing.map((need) => {
    const parts = need.library ? need.library : need.programs.join(' or ');
    return `Missing: ${need.name} (${parts}; Debian's ${need.packages.join(' or ')}). Skipped: ${need.usedBy.join(', ')} tests that need it.`;
  });
}
