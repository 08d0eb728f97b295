import { InvalidArgumentError, Option } from 'commander';
import { composeOnce, type OnceApp } from '../compose/once';
import { verifyArrival } from '../compose/verify';
import type { Arrival } from '../destinations/arrival';
import { failure, type Outcome, success } from '../outcome';
import { type PlaceOptions, placesOf } from '../platform/places';
import { openSecrets } from '../settings/file/secrets';
import { openSettingsFile } from '../settings/file/settings-file';
import type { DestinationSettings } from '../settings/schema/destinations';
import { durationMs, durationPattern } from '../settings/schema/duration';
import type { Settings } from '../settings/schema/settings';
import { type AddCommand, type ExitStatus, exitStatus, type Io, reportFailure } from './io';
import { dataDirOption, settingsOption } from './options';

interface VerifyOptions extends PlaceOptions {
  readonly timeout: string;
}

export const addVerify: AddCommand = (program, io, finish) => {
  program
    .command('verify')
    .description('push, or let the running Pushtray push, and ask the Prometheus behind whether it arrived')
    .argument('[destination]', 'its id (default: each that is on and has a "prometheusUrl")')
    .addOption(
      new Option('--timeout <duration>', 'how long to wait for it').default('2m').argParser(durationArgument),
    )
    .addOption(settingsOption)
    .addOption(dataDirOption)
    .action(async (id: string | undefined, options: VerifyOptions) => finish(await verify(id, options, io)));
};

function durationArgument(text: string): string {
  if (durationPattern.test(text)) return text;
  throw new InvalidArgumentError('It is not a duration: write it like 500ms, 15s or 2m.');
}

async function verify(id: string | undefined, options: VerifyOptions, io: Io): Promise<ExitStatus> {
  const places = placesOf(options, io.env);
  const { settings, problem } = openSettingsFile(places.settingsFile).state();
  const chosen = problem ? { ok: false as const, error: problem } : chosenIn(settings, id);
  if (!chosen.ok) {
    reportFailure(io, chosen.error, places.settingsFile);
    return exitStatus.badInput;
  }
  const measuredSinceMs = Date.now();
  const pushed = await pushUnlessRunning(chosen.value, options, io);
  if (!pushed.ok) {
    reportFailure(io, pushed.error, places.settingsFile);
    return pushed.error.code === 'no_destination' ? exitStatus.badInput : exitStatus.failed;
  }
  const reach = { secrets: openSecrets({ ...places, env: io.env }), env: io.env };
  const verification = { settings, measuredSinceMs, withinMs: durationMs(options.timeout) };
  const arrived = await Promise.all(
    chosen.value.map(async (destination) => {
      const delivered = pushed.value?.get(destination.id);
      if (delivered?.size === 0) return false;
      const arrival = await verifyArrival(
        destination,
        { ...verification, ...(delivered && { delivered: () => delivered }) },
        reach,
      );
      if (arrival.ok) io.out(inWords(destination, arrival.value));
      else reportFailure(io, { ...arrival.error, message: `${destination.id}: ${arrival.error.message}` });
      return arrival.ok;
    }),
  );
  return arrived.every(Boolean) ? exitStatus.done : exitStatus.failed;
}

function chosenIn(settings: Settings, id: string | undefined): Outcome<DestinationSettings[]> {
  const chosen = settings.destinations.filter((destination) =>
    id === undefined ? destination.enabled && destination.prometheusUrl : destination.id === id,
  );
  if (chosen.length > 0) return success(chosen);
  if (id !== undefined) return failure('not_found', `There is no destination "${id}".`);
  return failure('no_prometheus_url', 'No destination that is on names a Prometheus to ask.', {
    hint: 'Set "prometheusUrl" of a destination.',
  });
}

/** When the snapshots were taken that each destination took. */
type Delivered = ReadonlyMap<string, ReadonlySet<number>>;

/** The one that runs pushes by itself, and two must not: then it is not known what it delivered. */
async function pushUnlessRunning(
  destinations: readonly DestinationSettings[],
  options: PlaceOptions,
  io: Io,
): Promise<Outcome<Delivered | undefined>> {
  const composed = await composeOnce({ ...placesOf(options, io.env), env: io.env, push: true });
  if (!composed.ok) {
    if (composed.error.code !== 'already_running') return composed;
    io.err(
      'A Pushtray is running here and pushes by itself, so this pushes nothing: it waits for anything new of this machine, by whatever way that comes. To follow one push to its end, press "Verify" in its window.\n',
    );
    return success(undefined);
  }
  const app = composed.value;
  try {
    return await pushEach(destinations, app, io);
  } finally {
    await app.stop();
  }
}

/** One after another, so that no two take a snapshot of the same moment. */
async function pushEach(
  destinations: readonly DestinationSettings[],
  app: OnceApp,
  io: Io,
): Promise<Outcome<Delivered>> {
  await app.measure();
  const delivered = new Map<string, ReadonlySet<number>>();
  for (const { id } of destinations) {
    const pushed = await app.push(id);
    if (!pushed.ok) return pushed;
    for (const { ok, errorMessage } of pushed.value) {
      if (!ok) io.err(`${id}: not delivered: ${errorMessage}\n`);
    }
    delivered.set(id, app.deliveredTimes(id));
  }
  return success(delivered);
}

function inWords({ id, prometheusUrl }: DestinationSettings, arrival: Arrival): string {
  const nowMs = Date.now();
  const { measuredAtMs, pushedAtMs, scrapedAtMs, foundAtMs } = arrival;
  // The clocks are those of several machines, and what came first does not become last by that.
  const line = (what: string, atMs: number) => {
    const time = Math.max(atMs, measuredAtMs);
    return `  ${what.padEnd(9)} ${new Date(time).toISOString()}  ${((nowMs - time) / 1_000).toFixed(1)} s ago\n`;
  };
  const measured = `${id}: arrived at ${prometheusUrl}\n${line('measured', measuredAtMs)}`;
  if (scrapedAtMs === undefined) {
    // A bound: rounded up.
    const withinSeconds = Math.ceil(Math.max(0, foundAtMs - measuredAtMs) / 100) / 10;
    const within = `  ${' '.repeat(9)} a query had it within ${withinSeconds.toFixed(1)} s after it was measured\n`;
    return measured + line('stored by', foundAtMs) + within;
  }
  const pushed = pushedAtMs === undefined ? '' : line('pushed', pushedAtMs);
  return measured + pushed + line('scraped', scrapedAtMs);
}
