import type { Mark, MarkKind } from '../../main/contract/marks';

/** When nothing was measured in the fake month, and what marks say of it. */
export interface FakeSilence {
  readonly fromMs: number;
  readonly toMs: number;
  readonly marks: readonly Mark[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A nap, a pause, a restart, a hole that nobody can explain, and every night. */
export function fakeSilences(nowMs: number): readonly FakeSilence[] {
  const between = (longAgoMs: number, agoMs: number, kinds?: readonly [MarkKind, MarkKind]): FakeSilence => {
    const fromMs = nowMs - longAgoMs;
    const toMs = nowMs - agoMs;
    const marks = kinds ? [mark(fromMs, kinds[0]), mark(toMs, kinds[1])] : [];
    return { fromMs, toMs, marks };
  };
  return [
    between(350_000, 275_000, ['asleep', 'awake']),
    between(27 * minuteMs, 25 * minuteMs),
    between(135 * minuteMs, 125 * minuteMs, ['paused', 'resumed']),
    between(9.5 * hourMs, 9 * hourMs, ['stopped', 'started']),
    ...Array.from({ length: 30 }, (_, day) =>
      between((day + 1) * dayMs + hourMs, (day + 1) * dayMs - 6 * hourMs, ['asleep', 'awake']),
    ),
  ];
}

function mark(atMs: number, kind: MarkKind): Mark {
  return { atMs, kind };
}

export function isSilent(atMs: number, nowMs: number): boolean {
  return silencesOf(nowMs).some(({ fromMs, toMs }) => atMs > fromMs && atMs < toMs);
}

let known: { readonly nowMs: number; readonly silences: readonly FakeSilence[] } | undefined;

function silencesOf(nowMs: number): readonly FakeSilence[] {
  if (known?.nowMs !== nowMs) known = { nowMs, silences: fakeSilences(nowMs) };
  return known.silences;
}
