import type { Command } from 'commander';
import type { PlaceOptions } from '../platform/places';
import { missingForDesktop, runDesktop } from './desktop';
import type { AddCommand } from './io';
import { dataDirOption, settingsOption } from './options';
import { runHeadless } from './run';

export const addStart: AddCommand = (program, io, finish) => {
  program
    .command('start', { isDefault: true })
    .description('the tray app where a display and Electron are there, else headless')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .allowExcessArguments()
    .action(async (options: PlaceOptions, command: Command) => {
      // As the default it is handed every word that no subcommand takes.
      const [unknown] = command.args;
      if (unknown !== undefined) command.error(`error: there is no subcommand '${unknown}'`);
      const [reason] = missingForDesktop(io);
      if (reason === undefined) return finish(await runDesktop(options, io));
      io.err(`Headless, without a tray: ${reason.message}\n`);
      return finish(await runHeadless(options, io));
    });
};
