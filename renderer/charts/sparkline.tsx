import { useMemo, useRef } from 'react';
import { recentWindowMs, type TargetPoint } from '../state/recent';
import { useNow, useSessionState } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { silenceWords } from './mark-words';
import { type Band, sparklineShapes } from './sparkline-shapes';
import { useSeen } from './use-seen';
import './sparkline.css';

interface SparklineProps {
  readonly points: readonly TargetPoint[];
  /** How often the target is probed. */
  readonly intervalMs: number;
}

const width = 240;
const height = 28;
const columnMs = recentWindowMs / width;

/**
 * The last minutes of a target: RTT as a line from zero up, lost packets as bars, sleep, pause and a stopped Pushtray
 * as patterns, silence without a reason as a dashed ground. Drawn anew once a column, while it is in sight.
 */
export function Sparkline({ points, intervalMs }: SparklineProps) {
  const element = useRef<SVGSVGElement>(null);
  const isSeen = useSeen(element);
  const nowMs = useNow();
  const toMs = isSeen ? Math.floor(nowMs / columnMs) * columnMs + columnMs : undefined;
  const marks = useSessionState(({ recent }) => recent.marks);
  const label = useSparklineLabel(points);
  const drawn = useRef<ReturnType<typeof sparklineShapes> | undefined>(undefined);
  drawn.current = useMemo(() => {
    if (toMs === undefined) return drawn.current;
    const fromMs = toMs - recentWindowMs;
    const gapMs = Math.max(3000, intervalMs * 2.5);
    return sparklineShapes(points, { width, height, fromMs, toMs, gapMs, marks });
  }, [points, intervalMs, toMs, marks]);
  const shapes = drawn.current;
  return (
    <svg
      ref={element}
      className="sparkline"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      <Bands bands={shapes?.bands ?? []} />
      <path className="sparkline-gaps" d={shapes?.gaps} />
      <path className="sparkline-area" d={shapes?.area} />
      <path className="sparkline-line" d={shapes?.line} />
      <path className="sparkline-loss" d={shapes?.loss} />
    </svg>
  );
}

/** Slanted lines for sleep, upright bars for a pause, a dotted ground for a Pushtray that did not run; the reason on hover. */
function Bands({ bands }: { bands: readonly Band[] }) {
  const { charts } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  return bands.map(({ silence, x, width: bandWidth, span }) => (
    <g key={span.fromMs} className={`sparkline-${silence}`}>
      <title>{silenceWords(span, charts, { format, nowMs })}</title>
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

function useSparklineLabel(points: readonly TargetPoint[]): string {
  const { now } = useTexts();
  const format = useFormat();
  return useMemo(() => {
    if (points.length === 0) return now.lineNone;
    const rtts = points.flatMap(({ rttSeconds }) => (rttSeconds === undefined ? [] : [rttSeconds]));
    const lost = points.filter(({ lossRatio = 0 }) => lossRatio > 0).length;
    if (rtts.length === 0) return now.lineAllLost;
    const [low, high] = [Math.min(...rtts), Math.max(...rtts)];
    return now.line(format.rtt(low), format.rtt(high), lost === 0 ? '' : now.lineLost(lost));
  }, [points, now, format]);
}
