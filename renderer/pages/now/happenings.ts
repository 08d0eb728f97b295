import type { Mark } from '../../../main/contract/marks';
import { type Silence, spansOf } from '../../charts/spans';
import { eventsOf } from '../../report/events';
import { lossEventsOf, lossRatioOf } from '../../report/loss-events';
import type { LossStretch } from '../../report/loss-stretches';
import type { Outage, Range } from '../../report/outages';

/** What happened to targets and to this machine, from what history tells of it. Pure. */

/** Of one target, over the whole day or a part of it. */
export interface Trouble {
  readonly name: string;
  readonly outages: readonly Told<Outage>[];
  readonly lossStretches: readonly Told<LossStretch>[];
}

/** `isAbout`: its times are those of a coarse look, some minutes off. */
export type Told<S> = S & { readonly isAbout: boolean };

export type Happening = (TargetHappening | SilenceHappening | ChangeHappening) & {
  /** It may have begun before the day did. */
  readonly isOlder: boolean;
};

/** What began so early in the day may have gone on before: a coarse look does not tell. */
const edgeMs = 10 * 60_000;

/** One target, or several at once, that did not answer or lost packets. */
export interface TargetHappening extends Range {
  readonly kind: 'outage' | 'loss';
  readonly names: readonly string[];
  readonly end: Outage['end'];
  readonly isAbout: boolean;
  /** Of a loss. */
  readonly lossRatio?: number;
}

export interface SilenceHappening extends Range {
  readonly kind: Silence;
  readonly isLasting: boolean;
}

export interface ChangeHappening extends Range {
  readonly kind: 'change';
  readonly mark: Mark;
}

/** The newest first: what goes on still, then what ended last. */
export function happeningsOf(
  troubles: readonly Trouble[],
  marks: readonly Mark[],
  range: Range,
): readonly Happening[] {
  const all = [
    ...outagesIn(troubles),
    ...lossesIn(troubles),
    ...silencesIn(marks, range),
    ...changesIn(marks, range),
  ];
  return all
    .map((one) => ({ ...one, isOlder: one.kind !== 'change' && one.fromMs - range.fromMs < edgeMs }))
    .sort((a, b) => b.toMs - a.toMs || b.fromMs - a.fromMs);
}

function outagesIn(troubles: readonly Trouble[]): TargetHappening[] {
  const events = eventsOf(troubles.map(({ name, outages: stretches }) => ({ name, stretches })));
  return events.map(({ stretches, ...event }) => ({
    kind: 'outage',
    ...event,
    isAbout: stretches.some(({ isAbout }) => isAbout),
  }));
}

function lossesIn(troubles: readonly Trouble[]): TargetHappening[] {
  return lossEventsOf(troubles).map((event) => ({
    kind: 'loss',
    fromMs: event.fromMs,
    toMs: event.toMs,
    names: event.names,
    end: event.end,
    isAbout: event.stretches.some(({ isAbout }) => isAbout),
    lossRatio: lossRatioOf(event),
  }));
}

function silencesIn(marks: readonly Mark[], range: Range): SilenceHappening[] {
  return spansOf(marks, range).map(({ silence, fromMs, toMs }) => ({
    kind: silence,
    fromMs,
    toMs,
    isLasting: toMs === range.toMs,
  }));
}

/** Changes of network and gateway; and starts, but for those that end what a silence tells. */
function changesIn(marks: readonly Mark[], range: Range): ChangeHappening[] {
  const ends = spansOf(marks, range).map(({ toMs }) => toMs);
  return marks
    .filter(({ atMs }) => atMs >= range.fromMs && atMs <= range.toMs)
    .filter(({ kind, atMs }) => isChange(kind) || (kind === 'started' && !ends.includes(atMs)))
    .map((mark) => ({ kind: 'change', fromMs: mark.atMs, toMs: mark.atMs, mark }));
}

function isChange(kind: Mark['kind']): boolean {
  return kind === 'gateway_changed' || kind === 'network_changed';
}
