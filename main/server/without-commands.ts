import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Door } from '../api/dispatch';
import { failure } from '../outcome';
import { collectorSettings } from '../settings/schema/collectors';
import { settingsSchema } from '../settings/schema/settings';

const saved = z.object({ settings: settingsSchema, base: settingsSchema });
const tried = z.object({ collector: collectorSettings });

/** The same door, but for commands to run, new ones and changed ones: what came over the network starts none. */
export function withoutCommands(door: Door): Door {
  return {
    subscribe: (listener) => door.subscribe(listener),
    call: async (name, input) => (bringsCommand(name, input) ? refused : door.call(name, input)),
  };
}

/** An input that does not fit is refused by the call itself; so is a `base` that is not what runs. */
function bringsCommand(name: string, input: unknown): boolean {
  if (name === 'collector.try') return tried.safeParse(input).data?.collector.kind === 'command';
  const save = name === 'settings.save' ? saved.safeParse(input).data : undefined;
  if (!save) return false;
  const known = commandsOf(save.base);
  return commandsOf(save.settings).some((command) => !known.some((one) => isDeepStrictEqual(one, command)));
}

function commandsOf({ collectors }: z.output<typeof settingsSchema>) {
  return collectors.filter(({ kind }) => kind === 'command');
}

const refused = failure(
  'commands_refused',
  'A command is not taken over the network: the server of this Pushtray listens beyond its own machine.',
  { hint: 'Write the command into the settings file on that machine, or in its own window.' },
);
