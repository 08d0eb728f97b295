import { Option } from 'commander';
import { composeOnce, type OnceApp, type PreviewedDestination } from '../compose/once';
import type { PushRecord } from '../history/history';
import { encodeText } from '../metrics/encode';
import type { MetricFamily } from '../metrics/model';
import type { Outcome } from '../outcome';
import { type PlaceOptions, placesOf } from '../platform/places';
import { type AddCommand, type ExitStatus, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

interface OnceOptions extends PlaceOptions {
  readonly push?: boolean;
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json';
}

export const addOnce: AddCommand = (program, io, finish) => {
  program
    .command('once')
    .description('one cycle of every collector; prints what it measured')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .option('--push', 'deliver it to every destination too')
    .option('--dry-run', 'say what would be sent to every destination, and send nothing')
    .addOption(new Option('--format <format>', 'of the output').choices(['text', 'json']).default('text'))
    .action(async (options: OnceOptions) => finish(await runOnce(options, io)));
};

async function runOnce(options: OnceOptions, io: Io): Promise<ExitStatus> {
  const places = placesOf(options, io.env);
  const composed = await composeOnce({ ...places, env: io.env, push: delivers(options) });
  if (!composed.ok) {
    reportFailure(io, composed.error, places.settingsFile);
    const isBadInput = composed.error.faults !== undefined || composed.error.code === 'no_destination';
    return isBadInput ? exitStatus.badInput : exitStatus.failed;
  }
  const app = composed.value;
  try {
    const measured = await measure(app, options.format, io);
    const shown = options.dryRun ? show(await app.preview(), io) : true;
    const delivered = delivers(options) ? deliver(await app.push(), io) : true;
    return measured && shown && delivered ? exitStatus.done : exitStatus.failed;
  } finally {
    await app.stop();
  }
}

function delivers({ push = false, dryRun = false }: OnceOptions): boolean {
  return push && !dryRun;
}

async function measure(app: OnceApp, format: OnceOptions['format'], io: Io): Promise<boolean> {
  const { families, problems } = await app.measure();
  io.out(format === 'json' ? `${asJson(families, problems)}\n` : encodeText(families));
  for (const problem of problems) io.err(`${problem.collector}: ${problem.message}\n`);
  return problems.length === 0;
}

function asJson(families: readonly MetricFamily[], problems: readonly unknown[]): string {
  // JSON has no NaN and no infinities: those values are text, as in exposition format.
  const asText = (_key: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify({ families, problems }, asText, 2);
}

function show(previewed: readonly PreviewedDestination[], io: Io): boolean {
  if (previewed.length === 0) io.err('Nothing would be sent: settings name no destination that is on.\n');
  for (const { destination, requests } of previewed) {
    if (!requests.ok) reportFailure(io, requests.error);
    for (const { method, url, series, bytes, bytesSent } of requests.ok ? requests.value : []) {
      io.err(
        `${destination}: would send ${series} series, ${bytes} bytes (${bytesSent} as sent): ${method} ${url}\n`,
      );
    }
  }
  return previewed.every(({ requests }) => requests.ok);
}

function deliver(pushed: Outcome<readonly PushRecord[]>, io: Io): boolean {
  if (!pushed.ok) {
    reportFailure(io, pushed.error);
    return false;
  }
  for (const { destination, url, ok, status, durationMs, series, errorMessage } of pushed.value) {
    const outcome = ok
      ? `delivered ${series} series in ${Math.round(durationMs)} ms`
      : `not delivered: ${errorMessage}`;
    io.err(`${destination}: ${outcome} (${url}${status === undefined ? '' : `, status ${status}`})\n`);
  }
  return pushed.value.every(({ ok }) => ok);
}
