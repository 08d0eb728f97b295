import { type PlaceOptions, placesOf } from '../platform/places';
import { openSecrets } from '../settings/file/secrets';
import { type AddCommand, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption } from './options';

export const addSecret: AddCommand = (program, io, finish) => {
  const secret = program.command('secret').description('keep passwords and tokens that settings only name');
  secret
    .command('set')
    .description('read a value from standard input and keep it under this name')
    .argument('<name>', 'the name that settings use: letters, digits and _')
    .addOption(dataDirOption)
    .action(async (name: string, options: PlaceOptions) => {
      const value = (await io.input()).toString('utf8').replace(/\r?\n$/, '');
      const stored = secretsOf(options, io).set(name, value);
      if (!stored.ok) reportFailure(io, stored.error);
      finish(stored.ok ? exitStatus.done : exitStatus.failed);
    });
  secret
    .command('remove')
    .description('forget the value that is kept under this name')
    .argument('<name>', 'as "pushtray secret list" prints it')
    .addOption(dataDirOption)
    .action((name: string, options: PlaceOptions) => {
      const removed = secretsOf(options, io).remove(name);
      if (!removed.ok) reportFailure(io, removed.error);
      finish(removed.ok ? exitStatus.done : exitStatus.failed);
    });
  secret
    .command('list')
    .description('print the names that are kept; values are never printed')
    .addOption(dataDirOption)
    .action((options: PlaceOptions) => {
      for (const name of secretsOf(options, io).names()) io.out(`${name}\n`);
      finish(exitStatus.done);
    });
};

function secretsOf(options: PlaceOptions, io: Io) {
  return openSecrets({ dataDir: placesOf(options, io.env).dataDir, env: io.env });
}
