/** Prints, as JSON, what the process's packets to elsewhere leave by; as on the platform that is named first. */
import { networkFinder } from '../../../main/collectors/probing/network';
import { testMachine } from '../test-machine';

const platform = process.argv[2] as NodeJS.Platform;
void networkFinder(testMachine({ platform }))().then((found) => process.stdout.write(JSON.stringify(found)));
