import type { Destination, Identity, PushFailure, PushOutcome, Snapshot } from '../destinations/destination';
import type { NewPushRecord, PushRecord } from '../history/history';
import { failure, inWords, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { backoffMs } from './backoff';
import { pushRecordOf } from './push-record';
import { ReplacedGroup } from './replaced-group';
import { Schedule } from './schedule';
import { spreadMs } from './spread';
import type { DestinationHealth } from './status';
import { within } from './within';

/** The first cycles are over by then, and nobody waits longer for the first push, however long the interval. */
const firstPushAfterMs = 2_000;
const firstPushSpreadMs = 500;
/** Quitting must not hang on a receiver that does not answer. */
const forgetWithinMs = 3_000;

export interface DeliveryParts {
  readonly id: string;
  readonly destination: Destination;
  /** The newest; `undefined` as long as nothing has been measured. */
  readonly takeSnapshot: () => Snapshot | undefined;
  /** Whether a push takes away what an earlier one left and this one lacks. */
  readonly replacesGroup: boolean;
  /** Whether the receiver is asked before the first push what that would take away; a single measurement is pushed unseen. */
  readonly looksFirst: () => boolean;
  /** Nothing is sent before: what had this id is still taking its series away. */
  readonly after: Promise<unknown>;
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

/** What may stand at the receiver. */
export interface Standing {
  readonly identity: Identity;
  /** Names of the families that were pushed last. */
  readonly families: ReadonlySet<string>;
}

export type DeliveryHealth = Pick<
  DestinationHealth,
  | 'state'
  | 'lastPush'
  | 'lastSuccessAtMs'
  | 'failingSinceMs'
  | 'failureCode'
  | 'consecutiveFailures'
  | 'nextPushAtMs'
  | 'problem'
  | 'backlog'
>;

/**
 * Delivers to one destination: the newest snapshot at each point of the grid, one try at a time. After a failure that may pass it
 * tries again with back-off, always with what is newest then, and the grid waits; after any other, at the grid's next point.
 * A destination that takes history is handed a snapshot at every point of the grid even so, to be kept for the next try.
 */
export class Delivery {
  private readonly schedule: Schedule;
  private readonly replaced: ReplacedGroup;
  private stopping = new AbortController();
  /** Absent while paused. */
  private intervalMs: number | undefined;
  /** A push was due when there was nothing to push. */
  private wanted = false;
  private flight: { readonly over: Promise<PushRecord | undefined> } | undefined;
  private retry: { readonly atMs: number; readonly cancel: () => void } | undefined;
  private lastPush: PushRecord | undefined;
  private lastSuccessAtMs: number | undefined;
  /** What went wrong beside the last push, though that itself may have arrived. */
  private aside: PushFailure | undefined;
  private failing:
    | { readonly sinceMs: number; readonly tries: number; readonly why: PushFailure }
    | undefined;
  /** Absent when nothing was sent since it was last taken away. */
  standing: Standing | undefined;

  constructor(private readonly parts: DeliveryParts) {
    this.standing = parts.standing;
    this.replaced = new ReplacedGroup(parts);
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

  /** After sleep: one push as soon as something is measured, whatever the grid says. */
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
    const push = await this.inFlight(sent.then((outcome) => outcome && this.record(outcome, 1)));
    if (!push) {
      return failure('other_group', 'This push was not for the group that its destination pushes to now.');
    }
    this.standing ??= { identity, families: new Set() };
    return success(push);
  }

  /** Pauses and ends a try under way. */
  async stop(): Promise<void> {
    this.setInterval(undefined);
    this.stopping.abort();
    this.stopping = new AbortController();
    while (this.flight) await this.flight.over;
  }

  /** For a pause that lasts: what takes history would otherwise show the last values for minutes as if they were measured. */
  async endHistory(): Promise<void> {
    if (!this.parts.destination.backlog) return;
    while (this.flight) await this.flight.over;
    if (this.intervalMs === undefined) await this.inFlight(this.forget().then(() => undefined));
  }

  /** Takes away what was pushed, as the destination's settings say; gives up after a few seconds. */
  async forget(): Promise<void> {
    const { clock, destination, logger } = this.parts;
    const { identity } = this.standing ?? {};
    if (!identity) return;
    this.standing = undefined;
    const outcome = await within(clock, forgetWithinMs, (signal) => destination.forget(identity, signal));
    if (outcome?.failure) logger.warn('Series could not be taken away.', this.told(outcome.failure));
    if (outcome) this.record(outcome, 1);
  }

  close(): void {
    this.parts.destination.close();
  }

  health(): DeliveryHealth {
    const { lastPush, failing, lastSuccessAtMs } = this;
    const nextPushAtMs = this.nextPushAtMs();
    const problem = failing?.why ?? this.aside;
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
    if (this.failing) return this.failing.why.code === 'clock_skew' ? 'held' : 'failing';
    return this.lastPush ? 'ok' : 'waiting';
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

  private inFlight(work: Promise<PushRecord | undefined>): Promise<PushRecord | undefined> {
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
    this.standing = standingOf(snapshot);
    destination.backlog?.keep(snapshot);
  }

  private async deliver(attempt: number): Promise<PushRecord | undefined> {
    const { after, destination, looksFirst, replacesGroup, takeSnapshot } = this.parts;
    const { signal } = this.stopping;
    await after;
    const snapshot = takeSnapshot();
    this.wanted = snapshot === undefined;
    if (!snapshot || signal.aborted) return undefined;
    const standing = standingOf(snapshot);
    if (this.lastSuccessAtMs === undefined && looksFirst()) await this.replaced.look(snapshot, signal);
    if (signal.aborted) return undefined;
    if (!replacesGroup && !this.allIn(standing.families)) await this.forget();
    this.standing = standing;
    // What takes history has a snapshot since the first try, and one for each point of the grid since.
    const outcome = await (attempt > 1 && destination.backlog
      ? destination.backlog.send(snapshot, signal)
      : destination.push(snapshot, signal));
    // Ended by ourselves: that says nothing about the receiver.
    if (outcome.failure && signal.aborted) return undefined;
    this.note(outcome.failure, attempt);
    this.aside = outcome.also?.find(({ failure }) => failure)?.failure;
    this.lastPush = this.record(outcome, attempt);
    if (!outcome.failure) this.lastSuccessAtMs = this.lastPush.atMs;
    return this.lastPush;
  }

  private record(outcome: PushOutcome, attempt: number): PushRecord {
    const { clock, id, record } = this.parts;
    for (const other of outcome.also ?? []) this.record(other, attempt);
    return record(pushRecordOf(outcome, { atMs: clock.nowMs(), destination: id, attempt }));
  }

  private allIn(families: ReadonlySet<string>): boolean {
    return [...(this.standing?.families ?? [])].every((name) => families.has(name));
  }

  private note(failure: PushFailure | undefined, attempt: number): void {
    const { clock, logger, onFailure, random } = this.parts;
    if (!failure) {
      if (this.failing) logger.info('Pushes arrive again.', { destination: this.parts.id });
      this.failing = undefined;
      return;
    }
    if (!this.failing) logger.warn('A push failed.', this.told(failure));
    onFailure();
    const { sinceMs = clock.nowMs(), tries = 0 } = this.failing ?? {};
    this.failing = { sinceMs, tries: tries + 1, why: failure };
    if (!failure.retryable || this.intervalMs === undefined) return;
    const delayMs = Math.max(backoffMs(tries + 1, random), failure.retryAfterMs ?? 0);
    const cancel = clock.after(delayMs, () => void this.push(attempt + 1));
    this.retry = { atMs: clock.monotonicMs() + delayMs, cancel };
  }

  private told(failure: PushFailure) {
    return { destination: this.parts.id, code: failure.code, reason: failure.message };
  }

  private cancelRetry(): void {
    this.retry?.cancel();
    this.retry = undefined;
  }
}

function standingOf({ instance, labels, families }: Snapshot): Standing {
  return { identity: { instance, labels }, families: new Set(families.map(({ name }) => name)) };
}
