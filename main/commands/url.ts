import { dataDirAt } from '../platform/data-dir';
import { readHolder } from '../platform/lock';
import { type PlaceOptions, placesOf } from '../platform/places';
import { pageToken, pageUrl } from '../server/token';
import { type AddCommand, exitStatus, reportFailure } from './io';
import { dataDirOption } from './options';

export const addUrl: AddCommand = (program, io, finish) => {
  program
    .command('url')
    .description("print the address of the running Pushtray's page, with its token")
    .addOption(dataDirOption)
    .action((options: PlaceOptions) => {
      const { dataDir } = placesOf(options, io.env);
      const address = readHolder(dataDir)?.address;
      if (address === undefined) {
        io.err(`pushtray: no Pushtray with a page runs on ${dataDir}.\n  Start one with "pushtray run".\n`);
        return finish(exitStatus.failed);
      }
      const token = pageToken(dataDirAt(dataDir));
      if (!token.ok) {
        reportFailure(io, token.error);
        return finish(exitStatus.failed);
      }
      io.out(`${pageUrl(address, token.value)}\n`);
      return finish(exitStatus.done);
    });
};
