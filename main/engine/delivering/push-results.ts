import type { PushFailure, PushOutcome } from '../../destinations/destination';
import type { NewPushRecord, PushRecord } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { pushRecordOf } from './push-record';

/** So many of the last snapshots that arrived are known. */
const mostDelivered = 200;

export interface PushResultsParts {
  readonly id: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly record: (push: NewPushRecord) => PushRecord;
  readonly onFailure: () => void;
}

export interface Failing {
  readonly sinceMs: number;
  /** All failed. */
  readonly tries: number;
  /** Of the last one. */
  readonly why: PushFailure;
}

/** How the pushes of one delivery went so far. */
export class PushResults {
  lastPush: PushRecord | undefined;
  lastSuccessAtMs: number | undefined;
  /** Absent while pushes arrive. */
  failing: Failing | undefined;
  /** What went wrong beside the last push, though that itself may have arrived. */
  aside: PushFailure | undefined;
  /** When the snapshots were taken that the receiver took, the newest last. */
  private readonly delivered: number[] = [];

  constructor(private readonly parts: PushResultsParts) {}

  /** One record for each request that a try took; the one that decided comes last. */
  record(outcome: PushOutcome, attempt: number): PushRecord {
    const { clock, id, record } = this.parts;
    for (const other of outcome.also ?? []) this.record(other, attempt);
    return record(pushRecordOf(outcome, { atMs: clock.nowMs(), destination: id, attempt }));
  }

  /** A push is over, with this failure if any. */
  count(failure: PushFailure | undefined): void {
    const { clock, id, logger, onFailure } = this.parts;
    if (!failure) {
      if (this.failing) logger.info('Pushes arrive again.', { destination: id });
      this.failing = undefined;
      return;
    }
    const { code, message: reason } = failure;
    if (!this.failing) logger.warn('A push failed.', { destination: id, code, reason });
    onFailure();
    const { sinceMs = clock.nowMs(), tries = 0 } = this.failing ?? {};
    this.failing = { sinceMs, tries: tries + 1, why: failure };
  }

  /** Of a push that was counted. */
  keep(outcome: PushOutcome, about: { readonly attempt: number; readonly takenAtMs: number }): PushRecord {
    this.aside = outcome.also?.find(({ failure }) => failure)?.failure;
    const push = this.record(outcome, about.attempt);
    this.lastPush = push;
    if (outcome.failure) return push;
    this.lastSuccessAtMs = push.atMs;
    this.delivered.push(about.takenAtMs);
    if (this.delivered.length > mostDelivered) this.delivered.shift();
    return push;
  }

  deliveredTimes(): readonly number[] {
    return this.delivered;
  }
}
