import { parseText } from '../metrics/parse';
import { inWords, success } from '../outcome';
import { readBinaryFile, readTextFile } from '../platform/files';
import { type PlaceOptions, placesOf } from '../platform/places';
import { commandConsent } from '../settings/file/consent';
import { parseSettings } from '../settings/file/parse';
import { type AddCommand, type ExitStatus, exitStatus, faultLine, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

export const addCheck: AddCommand = (program, io, finish) => {
  program
    .command('check')
    .description('validate settings, or exposition text; prints file:line:column: message for each fault')
    .argument(
      '[file]',
      'settings (what begins with "{" or is named .json) or exposition text; - reads standard input (default: the settings in use)',
    )
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .action(async (file: string | undefined, options: PlaceOptions) => {
      finish(file === undefined ? checkOwnSettings(options, io) : await checkFile(file, io));
    });
};

/** The settings that would run, from their place. */
function checkOwnSettings(options: PlaceOptions, io: Io): ExitStatus {
  const { settingsFile } = placesOf(options, io.env);
  const text = readTextFile(settingsFile);
  if (text.ok) return checkSettings(text.value, { name: settingsFile, file: settingsFile }, io);
  if (text.error.code === 'not_found' && options.settings === undefined) {
    io.out(`${settingsFile}: not there; the defaults are used\n`);
    return exitStatus.done;
  }
  reportFailure(io, text.error);
  return exitStatus.badInput;
}

async function checkFile(file: string, io: Io): Promise<ExitStatus> {
  const bytes = file === '-' ? success(await io.input()) : readBinaryFile(file);
  if (!bytes.ok) {
    reportFailure(io, bytes.error);
    return exitStatus.badInput;
  }
  const checked = file === '-' ? { name: '<stdin>' } : { name: file, file };
  const text = bytes.value.toString('utf8').replace(/^\uFEFF/, '');
  // No line of metrics begins so.
  const isSettings = file.endsWith('.json') || /^\s*\{/.test(text);
  if (isSettings) return checkSettings(text, checked, io);
  if (text.trim() === '') {
    io.out(`${checked.name}: ok, but empty: neither metrics nor settings\n`);
    return exitStatus.done;
  }
  return checkMetrics(bytes.value, checked, io);
}

interface Checked {
  readonly name: string;
  /** Absent: it is no file. */
  readonly file?: string;
}

function checkSettings(text: string, { name, file }: Checked, io: Io): ExitStatus {
  const settings = parseSettings(text);
  if (!settings.ok) {
    const { faults = [] } = settings.error;
    if (faults.length === 0) io.out(`${name}: ${inWords(settings.error)}\n`);
    for (const fault of faults) io.out(`${faultLine(name, fault)}\n`);
    return exitStatus.badInput;
  }
  io.out(`${name}: ok\n`);
  const hasCommands = settings.value.collectors.some(({ kind }) => kind === 'command');
  const consent = hasCommands && file !== undefined ? commandConsent(file) : success(undefined);
  if (!consent.ok) io.err(`${name}: warning: ${consent.error.message} ${consent.error.hint ?? ''}\n`);
  return exitStatus.done;
}

function checkMetrics(bytes: Buffer, { name }: Checked, io: Io): ExitStatus {
  const { families, faults } = parseText(bytes, { timestamps: 'refuse' });
  for (const fault of faults) io.out(`${faultLine(name, fault)}\n`);
  if (faults.length > 0) return exitStatus.badInput;
  const samples = families.reduce((sum, family) => sum + family.samples.length, 0);
  io.out(`${name}: ok, ${families.length} families, ${samples} samples\n`);
  return exitStatus.done;
}
