import { memo, useMemo } from 'react';
import type { Silence } from '../../charts/spans';
import type { View } from '../../charts/view';
import { useTexts } from '../../texts/texts';
import { stripShapes } from './loss-strip-shapes';
import type { Trace } from './together-shapes';

const height = 16;

interface LossStripProps {
  readonly name: string;
  readonly trace: Trace;
  readonly view: View;
  /** Of the chart above, in pixel columns. */
  readonly columns: number;
}

/** A target's losses on the time of the chart above: where several have theirs at once, their ticks stand in one column. */
export const LossStrip = memo(function LossStrip({ name, trace, view, columns }: LossStripProps) {
  const { targets } = useTexts();
  const shapes = useMemo(() => stripShapes(trace, { view, width: columns, height }), [trace, view, columns]);
  return (
    <svg
      className="loss-strip"
      role="img"
      aria-label={targets.together.stripOf(name)}
      viewBox={`0 0 ${columns} ${height}`}
      preserveAspectRatio="none"
    >
      {shapes.silences.map(({ silence, path }) => (
        <path
          key={silence}
          className={`strip-${silence}`}
          d={path}
          {...(silence === 'unmeasured' ? {} : { fill: `url(#${patternId(silence)})` })}
        />
      ))}
      <path className="strip-measured" d={shapes.measured} />
      <path className="strip-loss" d={shapes.loss} />
    </svg>
  );
});

function patternId(silence: Silence): string {
  return `strip-pattern-${silence}`;
}

/** What the strips are filled with, once for all of them: slanted lines for sleep, upright bars for a pause, dots for a Pushtray that did not run. */
export function StripPatterns() {
  return (
    <svg className="strip-patterns" aria-hidden="true">
      <defs>
        <Pattern silence="asleep" d="M-2 2L2 -2M0 8L8 0M6 10L10 6" />
        <Pattern silence="paused" d="M2.5 0V8" />
        <Pattern silence="off" d="M2 3h2M6 7h2" />
      </defs>
    </svg>
  );
}

function Pattern({ silence, d }: { readonly silence: Silence; readonly d: string }) {
  return (
    <pattern id={patternId(silence)} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect className="strip-ground" width={8} height={8} />
      <path className="strip-pattern" d={d} />
    </pattern>
  );
}
