import { parseText } from '../metrics/parse';
import { success } from '../outcome';
import { readBinaryFile, readTextFile } from '../platform/files';
import { type PlaceOptions, placesOf } from '../platform/places';
import { parseSettings } from '../settings/file/parse';
import { type AddCommand, type ExitStatus, exitStatus, faultLine, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

export const addCheck: AddCommand = (program, io, finish) => {
  program
    .command('check')
    .description('validate settings, or exposition text; prints file:line:column: message for each fault')
    .argument('[metrics-file]', 'exposition text to validate instead of settings; - reads standard input')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .action(async (metricsFile: string | undefined, options: PlaceOptions) => {
      finish(metricsFile === undefined ? checkSettings(options, io) : await checkMetrics(metricsFile, io));
    });
};

function checkSettings(options: PlaceOptions, io: Io): ExitStatus {
  const { settingsFile } = placesOf(options, io.env);
  const text = readTextFile(settingsFile);
  if (!text.ok) {
    if (text.error.code === 'not_found' && options.settings === undefined) {
      io.out(`${settingsFile}: not there; the defaults are used\n`);
      return exitStatus.done;
    }
    reportFailure(io, text.error);
    return exitStatus.badInput;
  }
  const settings = parseSettings(text.value);
  if (settings.ok) {
    io.out(`${settingsFile}: ok\n`);
    return exitStatus.done;
  }
  for (const fault of settings.error.faults ?? []) io.out(`${faultLine(settingsFile, fault)}\n`);
  return exitStatus.badInput;
}

async function checkMetrics(file: string, io: Io): Promise<ExitStatus> {
  const bytes = file === '-' ? success(await io.input()) : readBinaryFile(file);
  if (!bytes.ok) {
    reportFailure(io, bytes.error);
    return exitStatus.badInput;
  }
  const { families, faults } = parseText(bytes.value, { timestamps: 'refuse' });
  const name = file === '-' ? '<stdin>' : file;
  for (const fault of faults) io.out(`${faultLine(name, fault)}\n`);
  if (faults.length > 0) return exitStatus.badInput;
  const samples = families.reduce((sum, family) => sum + family.samples.length, 0);
  io.out(`${name}: ok, ${families.length} families, ${samples} samples\n`);
  return exitStatus.done;
}
