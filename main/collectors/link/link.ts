import { networkInterfaces } from 'node:os';
import type { LinkSettings } from '../../settings/schema/collectors';
import type { MakeCollector } from '../collector';
import { guarded } from '../guarded';
import { problemOf } from '../problem';
import { addressesOf } from './addresses';
import { linkFamilies } from './families';
import { readLinux } from './linux';
import { readSystem } from './system';

/** What the network interfaces say of themselves: up or not, their addresses, what went through, the default route, Wi-Fi. */
export const makeLink: MakeCollector<LinkSettings> = ({ ssid }, machine) => ({
  collect: guarded(async (signal) => {
    const reading = await (machine.platform === 'linux' ? readLinux(machine, signal) : readSystem(signal));
    if (!reading.ok) return { families: [], problems: [problemOf(reading.error)] };
    const { problems, source } = reading.value;
    const addresses = addressesOf(networkInterfaces());
    return { families: linkFamilies({ ...reading.value, addresses }, ssid), problems, source };
  }),
  close: () => Promise.resolve(),
});
