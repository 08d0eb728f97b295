import { type PointerEvent, type ReactNode, useState } from 'react';
import { recentWindowMs } from '../state/recent';

interface SparklineTipProps {
  /** The end of the line. */
  readonly toMs: number;
  readonly wordsOf: (atMs: number) => string | undefined;
  readonly children: ReactNode;
}

/** What a line shows where it is pointed at, above that place. Those who cannot point have it all in the line's own words. */
export function SparklineTip({ toMs, wordsOf, children }: SparklineTipProps) {
  const [share, setShare] = useState<number | undefined>();
  const words = share === undefined ? undefined : wordsOf(toMs - (1 - share) * recentWindowMs);
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setShare(Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width))));
  };
  return (
    <div className="sparkline-box" onPointerMove={point} onPointerLeave={() => setShare(undefined)}>
      {children}
      {words === undefined || share === undefined ? null : (
        <div className="sparkline-pointer" style={{ left: `${share * 100}%` }} aria-hidden="true">
          <span className={share > 0.5 ? 'sparkline-tip sparkline-tip-before' : 'sparkline-tip'}>
            {words}
          </span>
        </div>
      )}
    </div>
  );
}
