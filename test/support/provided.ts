import { isThere, thisMachine } from '../../scripts/provide/machine';
import { needsOf, type TestKind } from '../../scripts/provide/needs';

const machine = thisMachine();

/** Names of what tests of this kind need and this machine lacks, for `describe.skipIf(missingFor('web').length > 0)`. */
export function missingFor(kind: TestKind): string[] {
  return needsOf([kind])
    .filter((need) => !isThere(machine, need))
    .map((need) => need.name);
}
