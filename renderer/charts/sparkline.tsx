import { memo, useMemo, useRef } from 'react';
import { recentWindowMs, type TargetPoint } from '../state/recent';
import { useHeard, useIsReading, useSessionState } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { type Band, sparklineShapes } from './sparkline-shapes';
import { SparklineTip } from './sparkline-tip';
import { type LineWords, lineWords, wordsAt } from './sparkline-words';
import { useSeen } from './use-seen';
import './sparkline.css';

interface SparklineProps {
  readonly points: readonly TargetPoint[];
  /** How often the target is probed. */
  readonly intervalMs: number;
  /** Nothing is to be measured now. */
  readonly isOff: boolean;
}

const width = 240;
const height = 28;
const columnMs = recentWindowMs / width;

/**
 * The last minutes of a target: RTT as a line from zero up, lost packets as bars, sleep, pause and a stopped Pushtray
 * as patterns, silence without a reason as a dashed ground. Drawn anew once a column, while it is in sight. Pointed at, it says what was
 * measured there, or why nothing was.
 */
export const Sparkline = memo(function Sparkline({ points, intervalMs, isOff }: SparklineProps) {
  const element = useRef<SVGSVGElement>(null);
  const shown = useShownLine(points, useSeen(element));
  const { toMs } = shown;
  const gapMs = Math.max(3000, intervalMs * 2.5);
  const shapes = useMemo(() => {
    const fromMs = shown.toMs - recentWindowMs;
    return sparklineShapes(shown.points, { ...shown, width, height, fromMs, gapMs });
  }, [shown, gapMs]);
  const words = useLineWords(toMs, isOff);
  const isReading = useIsReading(points.length);
  const label = useMemo(
    () => (isReading ? words.texts.now.pastReading : lineWords(shown.points, shapes.silences, words)),
    [isReading, shown, shapes, words],
  );
  const wordsOf = (atMs: number) => wordsAt(shown.points, shapes.silences, { atMs, gapMs }, words);
  return (
    <SparklineTip toMs={toMs} wordsOf={wordsOf}>
      <svg
        ref={element}
        className={isReading ? 'sparkline sparkline-reading' : 'sparkline'}
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
      >
        <Bands bands={shapes.bands} />
        <path className="sparkline-gaps" d={shapes.gaps} />
        <path className="sparkline-loss-area" d={shapes.lossArea} />
        <path className="sparkline-area" d={shapes.area} />
        <path className="sparkline-line" d={shapes.line} />
        <path className="sparkline-loss" d={shapes.loss} />
      </svg>
    </SparklineTip>
  );
});

/** What is drawn: that of now, by the pixel column, or of when the line was last in sight. */
function useShownLine(points: readonly TargetPoint[], isSeen: boolean) {
  const toMs = useSessionState(({ nowMs }) => Math.floor(nowMs / columnMs) * columnMs + columnMs);
  const marks = useSessionState(({ recent }) => recent.marks);
  const known = useHeard();
  const current = useMemo(() => ({ points, toMs, marks, known }), [points, toMs, marks, known]);
  const shown = useRef(current);
  if (isSeen) shown.current = current;
  return shown.current;
}

function useLineWords(nowMs: number, isOff: boolean): LineWords {
  const texts = useTexts();
  const format = useFormat();
  return useMemo(() => ({ texts, format, nowMs, isOff }), [texts, format, nowMs, isOff]);
}

/** Slanted lines for sleep, upright bars for a pause, a dotted ground for a Pushtray that did not run. */
function Bands({ bands }: { bands: readonly Band[] }) {
  return bands.map(({ silence, x, width: bandWidth, span }) => (
    <g key={span.fromMs} className={`sparkline-${silence}`}>
      <rect x={x} y={0} width={bandWidth} height={height} />
      <path d={pattern[silence](x, bandWidth)} />
    </g>
  ));
}

const pattern: Readonly<Record<Band['silence'], (x: number, bandWidth: number) => string>> = {
  asleep: (x, bandWidth) =>
    every(6, x - height / 2, bandWidth + height / 2)
      .map((start) => slanted(start, x, x + bandWidth))
      .join(''),
  paused: (x, bandWidth) =>
    every(5, x + 2, bandWidth - 2)
      .map((start) => `M${start} 4v${height - 8}`)
      .join(''),
  off: (x, bandWidth) => `M${x} ${height / 2}h${bandWidth}`,
};

function every(step: number, from: number, length: number): number[] {
  return Array.from({ length: Math.max(1, Math.floor(length / step)) }, (_, index) => from + index * step);
}

/** From the ground up to the right, half as steep as it is high, cut to the band. */
function slanted(start: number, left: number, right: number): string {
  const slope = 2;
  const from = Math.max(start, left);
  const to = Math.min(start + height / slope, right);
  if (from >= to) return '';
  return `M${from} ${height - (from - start) * slope}L${to} ${height - (to - start) * slope}`;
}
