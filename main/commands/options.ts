import { Option } from 'commander';

/** Options that several subcommands take; platform/places.ts says what they stand for when left out. */

export const settingsOption = new Option(
  '--settings <file>',
  'settings file (default: settings.json in the data directory)',
);
export const dataDirOption = new Option(
  '--data-dir <dir>',
  "where settings, history and the lock live (default: the platform's own)",
);
