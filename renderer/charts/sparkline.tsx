import { useMemo } from 'react';
import { recentWindowMs, type TargetPoint } from '../state/recent';
import { useNow } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { sparklineShapes } from './sparkline-shapes';
import './sparkline.css';

interface SparklineProps {
  readonly points: readonly TargetPoint[];
  /** How often the target is probed. */
  readonly intervalMs: number;
}

const width = 240;
const height = 28;

/** The last minutes of a target: RTT as a line from zero up, lost packets as bars, silence as a dashed ground. */
export function Sparkline({ points, intervalMs }: SparklineProps) {
  const toMs = useNow();
  const label = useSparklineLabel(points);
  const shapes = useMemo(() => {
    const fromMs = toMs - recentWindowMs;
    return sparklineShapes(points, { width, height, fromMs, toMs, gapMs: Math.max(3000, intervalMs * 2.5) });
  }, [points, intervalMs, toMs]);
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      <path className="sparkline-gaps" d={shapes.gaps} />
      <path className="sparkline-area" d={shapes.area} />
      <path className="sparkline-line" d={shapes.line} />
      <path className="sparkline-loss" d={shapes.loss} />
    </svg>
  );
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
