import type { Labels } from '../../metrics/model';
import type { Backlog, BacklogEntry, Snapshot } from '../destination';
import { type Moment, MomentMaker, type TimeSeries, upOf } from './moment';
import { packMoment, unpackMoment } from './stored-moment';

export interface Queued {
  readonly id: number;
  readonly moment: Moment;
}

/**
 * What is to be written, in the order of time: each moment is later than the one before it, a series that one has and the
 * next has not ends in the next.
 */
export class MomentQueue {
  /** The newest as it was last unpacked. */
  private unpacked: Queued | undefined;
  private readonly maker = new MomentMaker();
  /** Everything up to here was kept while the clock was right, or by an earlier run. */
  private provenId: number;

  constructor(
    private readonly backlog: Backlog,
    /** Whether what was written under another grouping key ends when there is a moment under this one. */
    private readonly endsOtherKeys = true,
  ) {
    this.provenId = backlog.newest()?.id ?? 0;
  }

  /** Adds a snapshot, unless the clock was set back and what is written already is newer. */
  keep(snapshot: Snapshot, groupingKey: Labels): void {
    const atMs = Math.floor(snapshot.takenAtMs);
    this.backlog.dropFrom(atMs + 1);
    const before = this.newest();
    if (before?.moment.atMs === atMs) return;
    const moment = this.maker.moment(snapshot, groupingKey);
    if (before && before.moment.atMs > atMs) this.backlog.dropUnkept(moment.series.length);
    else this.append(this.following(before?.moment, moment, groupingKey));
  }

  /** What `keep` would put behind those that wait. */
  next(snapshot: Snapshot, groupingKey: Labels): Moment {
    return this.following(this.newest()?.moment, this.maker.moment(snapshot, groupingKey), groupingKey);
  }

  /** Ends every series that was kept under this grouping key: `up` is 0 first. False when nothing is to be ended. */
  end(groupingKey: Labels, nowMs: number): boolean {
    const newest = this.newest()?.moment;
    const { key: upKey } = upOf(groupingKey);
    const going = newest?.series.filter(({ value }) => value !== 'stale') ?? [];
    const up = going.find(({ key }) => key === upKey);
    if (!newest || !up) return false;
    const atMs = Math.max(Math.floor(nowMs), newest.atMs + 1);
    const others = going.filter((series) => series !== up);
    this.append({ atMs, series: [{ ...up, value: 0 }, ...others.map(ended)] });
    this.append({ atMs: atMs + 1, series: [ended(up)] });
    return true;
  }

  oldest(): Queued | undefined {
    for (;;) {
      const entry = this.backlog.oldest();
      const queued = this.unpack(entry);
      if (queued || !entry) return queued;
      // The disk gave back other bytes than it was given.
      this.backlog.settle(entry.id, 'refused');
    }
  }

  /** The receiver has it, but for what it will never take. */
  settle({ id }: Queued, refusedSamples: number): void {
    this.backlog.settle(id, 'delivered');
    if (refusedSamples > 0) this.backlog.dropUnkept(refusedSamples);
  }

  dropBefore(atMs: number): void {
    this.backlog.dropBefore(atMs);
  }

  /** The clock is right: so are the times of what was kept up to now. */
  proveTimes(): void {
    this.provenId = Math.max(this.provenId, this.backlog.newest()?.id ?? 0);
  }

  /** The clock is wrong: so may be the times of what was kept since it was last known to be right. */
  dropUnproven(): void {
    this.backlog.dropAfter(this.provenId);
  }

  /** The same with the start of each counter, and with an end of each series that it has no more. */
  private following(earlier: Moment | undefined, { atMs, series }: Moment, groupingKey: Labels): Moment {
    if (!earlier) return { atMs, series: sinceZero(series, { atMs, series: [] }, atMs) };
    const { key: upKey } = upOf(groupingKey);
    const endsOwn = this.endsOtherKeys || earlier.series.some(({ key }) => key === upKey);
    const ending = endingBefore(series, earlier).filter(({ isForwarded }) => endsOwn || isForwarded);
    return { atMs, series: [...sinceZero(series, earlier, atMs), ...ending] };
  }

  private append({ atMs, series }: Moment): void {
    const id = this.backlog.append({ atMs, samples: series.length, content: packMoment({ atMs, series }) });
    this.unpacked = { id, moment: { atMs, series } };
  }

  private newest(): Queued | undefined {
    return this.unpack(this.backlog.newest());
  }

  private unpack(entry: BacklogEntry | undefined): Queued | undefined {
    if (!entry) return undefined;
    const { id, atMs, content } = entry;
    if (this.unpacked?.id === id && this.unpacked.moment.atMs === atMs) return this.unpacked;
    const moment = unpackMoment(atMs, content);
    return moment && { id, moment };
  }
}

function ended({ startMs: _start, ...series }: TimeSeries): TimeSeries {
  return { ...series, value: 'stale' };
}

/** Markers for what `earlier` has and `series` have not. */
function endingBefore(series: readonly TimeSeries[], earlier: Moment): TimeSeries[] {
  const going = new Set(series.map(({ key }) => key));
  return earlier.series.filter((one) => one.value !== 'stale' && !going.has(one.key)).map(ended);
}

/** The same with the start of each counter that was seen at 0. */
function sinceZero(series: readonly TimeSeries[], earlier: Moment, atMs: number): TimeSeries[] {
  const counters = earlier.series.filter(({ family }) => family.type === 'counter');
  const before = new Map(counters.map((one) => [one.key, one]));
  return series.map((one) => {
    if (one.family.type !== 'counter') return one;
    const startMs = startOf(one.value, before.get(one.key), atMs);
    return startMs === undefined ? one : { ...one, startMs };
  });
}

function startOf(
  value: TimeSeries['value'],
  before: TimeSeries | undefined,
  atMs: number,
): number | undefined {
  if (value === 0) return before?.value === 0 ? (before.startMs ?? atMs) : atMs;
  const goesOn = before !== undefined && before.value !== 'stale' && before.value <= (value as number);
  return goesOn ? before.startMs : undefined;
}
