import type { Format } from '../../main/texts/format';
import { translated } from '../../main/texts/sentences';
import type { Texts } from '../../main/texts/texts';
import { isMeasured, type TargetPoint } from '../state/recent';
import { rowAt } from './columns';
import { silenceWords } from './mark-words';
import type { Span } from './spans';

/** What a target's line of the last minutes shows, in words. Pure. */

export interface LineWords {
  readonly texts: Texts;
  readonly format: Format;
  /** The end of the line. */
  readonly nowMs: number;
  /** The target is switched off: that is why it is silent now. */
  readonly isOff: boolean;
}

/** What was measured at a moment, or why nothing was; undefined where nothing is known. */
export function wordsAt(
  points: readonly TargetPoint[],
  silences: readonly Span[],
  { atMs, gapMs }: { readonly atMs: number; readonly gapMs: number },
  words: LineWords,
): string | undefined {
  const times = points.map((point) => point.atMs);
  const point = points[rowAt(times, atMs, gapMs / 2) ?? -1];
  if (point) return cycleWords(point, words);
  const silence = silences.find(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
  return silence && gapWords(silence, words);
}

/** The whole line, with the last loss and every silence, for those who cannot point at it. */
export function lineWords(
  points: readonly TargetPoint[],
  silences: readonly Span[],
  words: LineWords,
): string {
  const { now } = words.texts;
  const lastLost = points.filter(({ lossRatio = 0 }) => lossRatio > 0).at(-1);
  const parts = [
    rangeWords(points, words),
    ...(lastLost ? [now.lineLastLost(cycleWords(lastLost, words))] : []),
    ...silences.map((silence) => gapWords(silence, words, reasonWithin(points, silence))),
  ];
  return parts.join(' ');
}

/** Why a target could not be probed when it was tried last within a silence that no mark explains. */
function reasonWithin(points: readonly TargetPoint[], { silence, fromMs, toMs }: Span): string | undefined {
  if (silence !== 'unmeasured') return undefined;
  const tries = points.filter((point) => !isMeasured(point) && point.atMs > fromMs && point.atMs <= toMs);
  return tries.at(-1)?.reason;
}

function gapWords(span: Span, words: LineWords, reason?: string): string {
  const { charts, now } = words.texts;
  const isByHand = words.isOff && span.silence === 'unmeasured' && span.toMs >= words.nowMs;
  const tried = reason === undefined ? undefined : now.lineTried(reasonWords(reason, words.texts));
  return silenceWords(span, charts, words, isByHand ? now.lineOff : tried);
}

function rangeWords(all: readonly TargetPoint[], { texts: { now }, format }: LineWords): string {
  const points = all.filter(isMeasured);
  if (points.length === 0) return all.length === 0 ? now.lineNone : now.lineNoneProbed;
  const rtts = points.flatMap(({ rttSeconds }) => (rttSeconds === undefined ? [] : [rttSeconds]));
  const lost = points.filter(({ lossRatio = 0 }) => lossRatio > 0).length;
  if (rtts.length === 0) return now.lineAllLost;
  const [low, high] = [Math.min(...rtts), Math.max(...rtts)];
  return now.line(format.rtt(low), format.rtt(high), lost === 0 ? '' : now.lineLost(lost));
}

function cycleWords(point: TargetPoint, { texts, format, nowMs }: LineWords): string {
  const { now } = texts;
  const { atMs, rttSeconds, lossRatio = 0, reason } = point;
  const parts = [
    format.moment(atMs, nowMs),
    isMeasured(point) ? undefined : now.lineNotProbed,
    rttSeconds === undefined ? undefined : format.rtt(rttSeconds),
    lossRatio === 0 ? undefined : now.lineLossOf(format.percent(lossRatio)),
    reason === undefined ? undefined : reasonWords(reason, texts),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** A code out of history, or main's sentence. */
function reasonWords(reason: string, { target, sentences }: Texts): string {
  return target.reasons[reason] ?? translated(reason, sentences) ?? reason;
}
