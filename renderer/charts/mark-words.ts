import type { Mark } from '../../main/contract/marks';
import type { Format } from '../../main/texts/format';
import type { Texts } from '../../main/texts/texts';
import type { Span } from './spans';
import type { View } from './view';

/** Marks and silences in words. */

export function markWords({ kind, from, to }: Mark, words: Texts['charts']): string {
  const name = words.marks[kind];
  if (from === undefined && to === undefined) return name;
  if (to !== undefined && (from === undefined || from === to))
    return words.firstIs(words.first[kind] ?? name, to);
  return words.change(name, from ?? words.noAddress, to ?? words.noAddress);
}

export function silenceWords(
  { silence, fromMs, toMs }: Span,
  words: Texts['charts'],
  { format, nowMs }: { readonly format: Format; readonly nowMs: number },
  reason = words.silenceReasons[silence],
): string {
  return words.silence(
    reason,
    format.moment(fromMs, nowMs),
    format.moment(toMs, nowMs),
    format.span(toMs - fromMs),
  );
}

/** The mark that a crosshair stands at, as near as a few pixels. */
export function markNear(marks: readonly Mark[], atMs: number, { fromMs, toMs }: View): Mark | undefined {
  const reachMs = (toMs - fromMs) / 150;
  return marks.find((mark) => Math.abs(mark.atMs - atMs) <= reachMs);
}
