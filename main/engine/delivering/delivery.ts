import type { Destination, Identity, PushFailure, Snapshot } from '../../destinations/destination';
import type { NewPushRecord, PushRecord } from '../../history/history';
import { failure, inWords, type Outcome, success } from '../../outcome';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Farewell } from '../../settings/schema/destinations';
import type { DestinationHealth } from '../status';
import { Backoff, backoffMs } from '../timing/backoff';
import { Schedule } from '../timing/schedule';
import { spreadMs } from '../timing/spread';
import { PushResults } from './push-results';
import { ReplacedGroup } from './replaced-group';
import { type Standing, StandingSeries } from './standing-series';

/** The first cycles are over by then, and nobody waits longer for the first push, however long the interval. */
const firstPushAfterMs = 2_000;
const firstPushSpreadMs = 500;

export interface DeliveryParts {
  readonly id: string;
  readonly destination: Destination;
  /** The newest; `undefined` as long as nothing has been measured. */
  readonly takeSnapshot: () => Snapshot | undefined;
  /** Whether a push takes away what an earlier one left and this one lacks. */
  readonly replacesGroup: boolean;
  /** Whether the receiver is asked before the first push what that would take away; a single measurement is pushed unseen. */
  readonly looksFirst: () => boolean;
  /** Nothing is sent before: somebody else is still taking series away there. */
  readonly after: () => Promise<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Spreads the pushes of many machines. */
  readonly seed: string;
  readonly record: (push: NewPushRecord) => PushRecord;
  readonly onFailure: () => void;
  /** What an earlier delivery left to this one. */
  readonly standing: Standing | undefined;
}

export type DeliveryHealth = Omit<DestinationHealth, 'id' | 'kind' | 'url' | 'enabled' | 'builtIn'>;

/**
 * Delivers to one destination: the newest snapshot at each point of the grid, one try at a time. After a failure that may pass it
 * tries again with back-off, always with what is newest then, and the grid waits; after any other, at the grid's next point.
 * A destination that takes history is handed a snapshot at every point of the grid even so, to be kept for the next try.
 */
export class Delivery {
  private readonly schedule: Schedule;
  private readonly replaced: ReplacedGroup;
  private readonly results: PushResults;
  private readonly series: StandingSeries;
  private stopping = new AbortController();
  /** Absent while paused. */
  private intervalMs: number | undefined;
  /** A push was due when there was nothing to push. */
  private wanted = false;
  private flight: { readonly over: Promise<unknown> } | undefined;
  /** Of taking away what was pushed, while paused. */
  private readonly withdrawal: Backoff;
  private retry: { readonly atMs: number; readonly cancel: () => void } | undefined;

  constructor(private readonly parts: DeliveryParts) {
    this.replaced = new ReplacedGroup(parts);
    this.results = new PushResults(parts);
    this.series = new StandingSeries(
      { ...parts, record: (outcome, attempt) => this.results.record(outcome, attempt) },
      parts.standing,
    );
    this.withdrawal = new Backoff(parts);
    this.schedule = new Schedule({
      clock: parts.clock,
      run: async () => {
        if (this.retry || this.flight) this.keep();
        else await this.push(1);
      },
      onSkip: () => {
        if (this.flight) this.keep();
      },
    });
  }

  /** Pushes at this interval from now on; `undefined` pauses, though a try under way goes on. */
  setInterval(intervalMs: number | undefined): void {
    if (intervalMs === this.intervalMs) return;
    this.intervalMs = intervalMs;
    this.withdrawal.reset();
    if (intervalMs === undefined) {
      this.wanted = false;
      this.cancelRetry();
      this.schedule.stop();
      return;
    }
    const { seed } = this.parts;
    this.schedule.start({
      intervalMs,
      offsetMs: spreadMs(seed, intervalMs),
      firstAfterMs: firstPushAfterMs + spreadMs(seed, firstPushSpreadMs),
    });
  }

  /** After sleep or a pause: one push as soon as something is measured, whatever the grid says. */
  pushSoon(): void {
    if (this.intervalMs === undefined) return;
    this.wanted = true;
    this.cancelRetry();
    this.schedule.runNow();
  }

  /** There may be something to push now. */
  measured(): void {
    if (this.intervalMs !== undefined && this.wanted && !this.flight) void this.push(1);
  }

  /** One try now, after the one under way. `undefined`: nothing has been measured, or this was stopped meanwhile. */
  async pushNow(): Promise<PushRecord | undefined> {
    const { signal } = this.stopping;
    while (this.flight) await this.flight.over;
    return signal.aborted ? undefined : this.push(1);
  }

  /** Sends what was recorded once more, after the try under way; how pushes go otherwise is not changed by it. */
  async repeat(recorded: PushRecord, identity: Identity): Promise<Outcome<PushRecord>> {
    const { destination } = this.parts;
    if (!destination.repeat) {
      return failure(
        'not_repeatable',
        'A remote write is not sent again: what its receiver lacks waits and goes by itself.',
      );
    }
    const { signal } = this.stopping;
    while (this.flight) await this.flight.over;
    if (signal.aborted) return failure('not_pushing', 'The destination has just been changed.');
    const sent = destination.repeat(recorded, { identity, signal });
    const push = await this.inFlight(sent.then((outcome) => outcome && this.results.record(outcome, 1)));
    if (!push) {
      return failure('other_group', 'This push was not for the group that its destination pushes to now.');
    }
    this.series.sent(identity);
    return success(push);
  }

  /** Pauses and ends a try under way. */
  async stop(): Promise<void> {
    this.setInterval(undefined);
    this.withdrawal.reset();
    this.stopping.abort();
    this.stopping = new AbortController();
    while (this.flight) await this.flight.over;
  }

  /** Takes away what was pushed, for a pause: again and again where that fails, until pushing goes on. */
  async withdraw(): Promise<void> {
    while (this.flight && this.intervalMs === undefined) await this.flight.over;
    if (this.intervalMs !== undefined) return;
    const failure = await this.inFlight(this.series.takeAway('quit', this.withdrawal.failures + 1));
    this.results.aside = failure;
    if (failure?.retryable && this.intervalMs === undefined) {
      this.withdrawal.again(() => void this.withdraw());
    }
  }

  /** Takes away what was pushed, as the destination's settings say for the occasion; gives up after a few seconds. */
  async forget(occasion: Farewell): Promise<void> {
    await this.inFlight(this.series.takeAway(occasion));
    // The machine may be awake again by now.
    this.measured();
  }

  close(): void {
    this.parts.destination.close();
  }

  /** What may stand at the receiver; absent when nothing was sent since it was last taken away. */
  get standing(): Standing | undefined {
    return this.series.now;
  }

  deliveredTimes(): readonly number[] {
    return this.results.deliveredTimes();
  }

  health(): DeliveryHealth {
    const { aside, failing, lastPush, lastSuccessAtMs } = this.results;
    const nextPushAtMs = this.nextPushAtMs();
    const problem = failing?.why ?? aside;
    const problemInWords = problem ? inWords(problem) : this.replaced.inWords();
    const backlog = this.parts.destination.backlog?.size();
    return {
      state: this.state(),
      consecutiveFailures: failing?.tries ?? 0,
      ...(lastPush ? { lastPush } : {}),
      ...(lastSuccessAtMs === undefined ? {} : { lastSuccessAtMs }),
      ...(failing ? { failingSinceMs: failing.sinceMs, failureCode: failing.why.code } : {}),
      ...(problemInWords === undefined ? {} : { problem: problemInWords }),
      ...(nextPushAtMs === undefined ? {} : { nextPushAtMs }),
      ...(backlog ? { backlog } : {}),
    };
  }

  private state(): DestinationHealth['state'] {
    if (this.intervalMs === undefined) return 'paused';
    const { failing, lastPush } = this.results;
    if (failing) return failing.why.code === 'clock_skew' ? 'held' : 'failing';
    return lastPush ? 'ok' : 'waiting';
  }

  /** By the wall clock. */
  private nextPushAtMs(): number | undefined {
    const { clock } = this.parts;
    const atMs = this.retry?.atMs ?? this.schedule.nextAtMs();
    return atMs === undefined ? undefined : Math.round(clock.nowMs() + atMs - clock.monotonicMs());
  }

  private push(attempt: number): Promise<PushRecord | undefined> {
    this.cancelRetry();
    return this.inFlight(this.deliver(attempt));
  }

  private inFlight<T>(work: Promise<T>): Promise<T> {
    const over = work.finally(() => {
      this.flight = undefined;
    });
    this.flight = { over };
    return over;
  }

  private keep(): void {
    const { destination, takeSnapshot } = this.parts;
    const snapshot = destination.backlog && takeSnapshot();
    if (!snapshot) return;
    this.series.kept(snapshot);
    destination.backlog?.keep(snapshot);
  }

  private async deliver(attempt: number): Promise<PushRecord | undefined> {
    const { after, destination, looksFirst, takeSnapshot } = this.parts;
    const { signal } = this.stopping;
    await after();
    const snapshot = takeSnapshot();
    this.wanted = snapshot === undefined;
    if (!snapshot || signal.aborted) return undefined;
    const isFirst = this.results.lastSuccessAtMs === undefined;
    if (isFirst && looksFirst()) await this.replaced.look(snapshot, signal);
    if (signal.aborted) return undefined;
    await this.series.makeWayFor(snapshot);
    // What takes history has a snapshot since the first try, and one for each point of the grid since.
    const outcome = await (attempt > 1 && destination.backlog
      ? destination.backlog.send(snapshot, signal)
      : destination.push(snapshot, signal));
    // Ended by ourselves: that says nothing about the receiver.
    if (outcome.failure && signal.aborted) return undefined;
    this.results.count(outcome.failure);
    this.retryAfter(outcome.failure, attempt);
    return this.results.keep(outcome, { attempt, takenAtMs: snapshot.takenAtMs });
  }

  private retryAfter(failure: PushFailure | undefined, attempt: number): void {
    if (!failure?.retryable || this.intervalMs === undefined) return;
    const { clock, random } = this.parts;
    const tries = this.results.failing?.tries ?? 1;
    const delayMs = Math.max(backoffMs(tries, random), failure.retryAfterMs ?? 0);
    const cancel = clock.after(delayMs, () => void this.tryAgain(attempt + 1));
    this.retry = { atMs: clock.monotonicMs() + delayMs, cancel };
  }

  /** After what is under way, unless that or somebody else has done without it. */
  private async tryAgain(attempt: number): Promise<void> {
    const { retry } = this;
    while (this.flight) await this.flight.over;
    if (this.retry === retry) await this.push(attempt);
  }

  private cancelRetry(): void {
    this.retry?.cancel();
    this.retry = undefined;
  }
}
