import type { TcpStatesSettings } from '../../settings/schema/collectors';
import type { Collected, MakeCollector } from '../collector';
import { guarded } from '../guarded';
import { problemOf } from '../problem';
import { type Health, readHealth } from './health';
import { LinuxSource } from './linux';
import { readNetstat } from './netstat';
import { stateFamilies, waitConnections } from './states';

const noHealth: Health = { families: [], problems: [] };

/** How many TCP connections are in each state, all or nothing: half a table would be a lie. On Linux also how well TCP goes. */
export const makeTcpStates: MakeCollector<TcpStatesSettings> = (_settings, machine) => {
  const linux = machine.platform === 'linux' ? new LinuxSource(machine) : undefined;
  return {
    collect: guarded(async (signal): Promise<Collected> => {
      const reading = await (linux ? linux.read(signal) : readNetstat(machine, signal));
      if (!reading.ok) return { families: [], problems: [problemOf(reading.error)] };
      const { counts, queued, source } = reading.value;
      const health = linux ? await readHealth(machine, signal) : noHealth;
      return {
        families: [...stateFamilies(counts, queued), ...health.families],
        // The original script may still run, as a command of the settings.
        yields: [waitConnections],
        problems: health.problems,
        source,
      };
    }),
    close: () => Promise.resolve(),
  };
};
