import { type SilentGateway, type StandingGroup, standingGroups } from '../compose/standing-groups';
import { readHolder } from '../platform/lock';
import { type PlaceOptions, placesOf } from '../platform/places';
import { type AddCommand, type ExitStatus, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

interface ForgetOptions extends PlaceOptions {
  readonly all?: boolean;
}

export const addForget: AddCommand = (program, io, finish) => {
  program
    .command('forget')
    .description(
      'list the groups that this machine pushed or forwarded to each Pushgateway; delete those that are named',
    )
    .argument('[groups...]', 'addresses of groups as they are listed, or their paths, /metrics/job/…')
    .option('--all', 'delete all that are listed')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .action(async (groups: readonly string[], options: ForgetOptions) =>
      finish(await forget(groups, options, io)),
    );
};

async function forget(names: readonly string[], options: ForgetOptions, io: Io): Promise<ExitStatus> {
  const places = placesOf(options, io.env);
  const found = await standingGroups({ ...places, env: io.env });
  if (!found.ok) {
    reportFailure(io, found.error, places.settingsFile);
    return found.error.faults ? exitStatus.badInput : exitStatus.failed;
  }
  const { groups, silent, close } = found.value;
  const isComplete = silent.length === 0;
  try {
    for (const gateway of silent) reportSilent(gateway, io);
    const unknown = names.filter((name) => !groups.some((group) => isNamed(group, name)));
    for (const name of unknown) io.err(`pushtray: no group of this machine is listed as ${name}.\n`);
    if (unknown.length > 0) return isComplete ? exitStatus.badInput : exitStatus.failed;
    const chosen = groups.filter((group) => options.all || names.some((name) => isNamed(group, name)));
    if (chosen.length === 0) list(groups, isComplete, io);
    else if (readHolder(places.dataDir)) {
      io.err('A Pushtray is running here: what it pushes to is there again after its next push.\n');
    }
    const deleted = await deleteAll(chosen, io);
    return deleted && isComplete ? exitStatus.done : exitStatus.failed;
  } finally {
    close();
  }
}

function reportSilent({ why, mayHold }: SilentGateway, io: Io): void {
  reportFailure(io, why);
  for (const address of mayHold) io.err(`  It may still hold ${address}\n`);
}

/** A list for programs: that there is nothing is said to people. */
function list(groups: readonly StandingGroup[], isComplete: boolean, io: Io): void {
  for (const group of groups) io.out(`${inWords(group)}\n`);
  if (groups.length === 0 && isComplete) io.err('Nothing of this machine stands at a Pushgateway.\n');
}

async function deleteAll(groups: readonly StandingGroup[], io: Io): Promise<boolean> {
  let isDone = true;
  for (const group of groups) {
    const deleted = await group.delete();
    if (deleted.ok) io.out(`deleted ${group.url}\n`);
    else {
      isDone = false;
      reportFailure(io, deleted.error);
    }
  }
  return isDone;
}

function isNamed({ url }: StandingGroup, name: string): boolean {
  return url === name || (name.startsWith('/') && new URL(url).pathname.endsWith(name));
}

function inWords({ url, destination, families, pushedAtMs, isForwarded }: StandingGroup): string {
  const pushed = pushedAtMs === undefined ? 'never pushed with success' : new Date(pushedAtMs).toISOString();
  const words = [url, destination, `${families.length} families`, pushed];
  return [...words, ...(isForwarded ? ['forwarded'] : [])].join('\t');
}
