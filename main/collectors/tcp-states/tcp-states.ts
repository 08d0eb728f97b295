import type { TcpStatesSettings } from '../../settings/schema/collectors';
import type { MakeCollector } from '../collector';
import { guarded } from '../guarded';
import { problemOf } from '../problem';
import { readProc } from './linux';
import { readNetstat } from './netstat';
import { stateFamilies } from './states';

/** How many TCP connections are in each state. All or nothing: half a table would be a lie. */
export const makeTcpStates: MakeCollector<TcpStatesSettings> = (_settings, machine) => ({
  collect: guarded(async (signal) => {
    const reading = await (machine.platform === 'linux' ? readProc(machine, signal) : readNetstat(signal));
    if (!reading.ok) return { families: [], problems: [problemOf(reading.error)] };
    const { counts, source } = reading.value;
    return { families: stateFamilies(counts), problems: [], source };
  }),
  close: () => Promise.resolve(),
});
