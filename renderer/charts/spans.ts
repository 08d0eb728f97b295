import type { Mark, MarkKind } from '../../main/contract/marks';
import { isGapBefore } from './gaps';
import type { View } from './view';

/** Why nothing was measured for a while. Pure. */

/** `off`: Pushtray was not running. `unmeasured`: nobody knows why. */
export type Silence = 'asleep' | 'paused' | 'off' | 'unmeasured';

export const silences: readonly Silence[] = ['asleep', 'paused', 'off', 'unmeasured'];

export interface Span extends View {
  readonly silence: Silence;
}

const begins: Readonly<Partial<Record<MarkKind, Silence>>> = {
  asleep: 'asleep',
  paused: 'paused',
  stopped: 'off',
};
const ends: readonly MarkKind[] = ['awake', 'resumed', 'started'];

/** Marks that are moments, drawn as a line of their own. */
export const momentKinds: readonly MarkKind[] = ['started', 'gateway_changed', 'network_changed'];

/** The stretches that marks say something of, cut to the view. What began last counts until it ends. */
export function spansOf(marks: readonly Mark[], view: View): Span[] {
  const spans: Span[] = [];
  let open: { readonly atMs: number; readonly silence: Silence } | undefined;
  const close = (atMs: number) => {
    if (open) spans.push({ fromMs: open.atMs, toMs: atMs, silence: open.silence });
    open = undefined;
  };
  for (const { atMs, kind } of marks) {
    const silence = begins[kind];
    if (silence === undefined && !ends.includes(kind)) continue;
    close(atMs);
    if (silence !== undefined) open = { atMs, silence };
  }
  close(view.toMs);
  return spans.flatMap((span) => cutTo(span, view));
}

function cutTo(span: Span, view: View): Span[] {
  const fromMs = Math.max(span.fromMs, view.fromMs);
  const toMs = Math.min(span.toMs, view.toMs);
  return fromMs < toMs ? [{ ...span, fromMs, toMs }] : [];
}

export interface SilenceSources {
  readonly timesMs: readonly number[];
  readonly view: View;
  /** Longer than this is a silence, but where cycles came as seldom (gaps.ts). */
  readonly gapMs: number;
  readonly marks: readonly Mark[];
  /** Nothing can have been measured later. */
  readonly nowMs: number;
  /** Of what was measured before nothing is known: a silence there means nothing. */
  readonly knownFromMs?: number;
}

/** Every stretch of the view without a measurement, with its reason: that of the marks where they give one. In time order. */
export function silencesOf({
  timesMs,
  view,
  gapMs,
  marks,
  nowMs,
  knownFromMs = view.fromMs,
}: SilenceSources): Span[] {
  const toMs = Math.min(view.toMs, nowMs);
  const spans = spansOf(marks, { fromMs: view.fromMs, toMs });
  const starts = marks.filter(({ kind }) => kind === 'started').map(({ atMs }) => atMs);
  const silent = gapsOf(timesMs, { fromMs: Math.max(view.fromMs, knownFromMs), toMs }, gapMs);
  const unexplained = silent
    .flatMap((gap) => without(gap, spans))
    .filter(({ fromMs, toMs }) => toMs - fromMs > gapMs)
    .flatMap((gap) => splitAtStart(gap, starts, gapMs));
  return [...spans, ...unexplained].sort((a, b) => a.fromMs - b.fromMs);
}

/** The same where all that was measured is known only of a stretch: outside of it, silence means nothing. */
export function knownSilences(known: View, sources: Omit<SilenceSources, 'nowMs' | 'knownFromMs'>): Span[] {
  return silencesOf({ ...sources, nowMs: known.toMs, knownFromMs: known.fromMs });
}

function gapsOf(timesMs: readonly number[], { fromMs, toMs }: View, gapMs: number): View[] {
  const times = [fromMs, ...timesMs.filter((atMs) => atMs > fromMs && atMs < toMs), toMs];
  return times.flatMap((atMs, index) =>
    isGapBefore(times, index, gapMs) ? [{ fromMs: times[index - 1] ?? fromMs, toMs: atMs }] : [],
  );
}

function without(gap: View, spans: readonly View[]): View[] {
  let left = [gap];
  for (const span of spans) {
    left = left.flatMap(({ fromMs, toMs }) => {
      if (span.toMs <= fromMs || span.fromMs >= toMs) return [{ fromMs, toMs }];
      return [
        { fromMs, toMs: Math.min(toMs, span.fromMs) },
        { fromMs: Math.max(fromMs, span.toMs), toMs },
      ].filter((piece) => piece.fromMs < piece.toMs);
    });
  }
  return left;
}

/** A start without a stop before it ends a stretch in which Pushtray did not run: it was killed, or the power went. */
function splitAtStart({ fromMs, toMs }: View, starts: readonly number[], gapMs: number): Span[] {
  const startedMs = starts.find((atMs) => atMs > fromMs && atMs <= toMs + gapMs);
  if (startedMs === undefined) return [{ fromMs, toMs, silence: 'unmeasured' }];
  const off: Span = { fromMs, toMs: Math.min(startedMs, toMs), silence: 'off' };
  return toMs - startedMs > gapMs ? [off, { fromMs: startedMs, toMs, silence: 'unmeasured' }] : [off];
}
