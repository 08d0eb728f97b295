import { InvalidArgumentError, Option } from 'commander';
import { type App, compose } from '../compose/app';
import { type PlaceOptions, placesOf } from '../platform/places';
import { listenAddress } from '../settings/schema/settings';
import { type AddCommand, type ExitStatus, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

export interface RunOptions extends PlaceOptions {
  readonly listen?: string;
}

export const addRun: AddCommand = (program, io, finish) => {
  program
    .command('run')
    .description('headless: measure, push, serve; until SIGINT or SIGTERM')
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .addOption(
      new Option(
        '--listen <host:port>',
        'where to serve (default: settings, else 127.0.0.1:9091 or the next free port)',
      ).argParser(listenArgument),
    )
    .action(async (options: RunOptions) => finish(await runHeadless(options, io)));
};

function listenArgument(text: string): string {
  const checked = listenAddress.safeParse(text);
  if (checked.success) return checked.data;
  throw new InvalidArgumentError(`It ${checked.error.issues[0]?.message}.`);
}

const badInputCodes: ReadonlySet<string> = new Set(['invalid_settings', 'newer_version', 'not_exposed']);

/** Runs until a signal ends it; a second signal does not wait for the last pushes. */
export async function runHeadless(options: RunOptions, io: Io): Promise<ExitStatus> {
  const places = placesOf(options, io.env);
  const composed = await compose({
    ...places,
    kind: 'headless',
    ...(options.listen === undefined ? {} : { listen: options.listen }),
    onInvalidSettings: 'refuse',
    builtDir: io.builtDir,
    env: io.env,
    logToStderr: true,
  });
  if (!composed.ok) {
    reportFailure(io, composed.error, places.settingsFile);
    return badInputCodes.has(composed.error.code) ? exitStatus.badInput : exitStatus.failed;
  }
  const app = composed.value;
  const page = app.pageUrl();
  io.out(page === undefined ? 'Running; the page is switched off in settings.\n' : `Page: ${page}\n`);
  await untilSignal(app);
  await app.stop();
  return exitStatus.done;
}

function untilSignal(app: App): Promise<void> {
  process.on('SIGHUP', () => app.reloadSettings());
  return new Promise((resolve) => {
    let signals = 0;
    const ended = (signal: NodeJS.Signals) => {
      signals += 1;
      if (signals > 1) process.exit(128 + (signal === 'SIGINT' ? 2 : 15));
      resolve();
    };
    process.on('SIGINT', ended);
    process.on('SIGTERM', ended);
  });
}
