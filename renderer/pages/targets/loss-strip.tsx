import type { PointerEvent } from 'react';
import { useCrosshairStore } from '../../charts/chart-group';
import { pointAt } from '../../charts/crosshair';
import type { View } from '../../charts/view';
import { useTexts } from '../../texts/texts';

interface LossStripProps {
  readonly name: string;
  readonly view: View;
}

/** The place of a target's strip, which loss-strips.tsx paints; it is pointed at like the chart above. */
export function LossStrip({ name, view: { fromMs, toMs } }: LossStripProps) {
  const { targets } = useTexts();
  const crosshair = useCrosshairStore();
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
    pointAt(crosshair, fromMs + share * (toMs - fromMs));
  };
  return (
    <div
      className="strip-box"
      role="img"
      aria-label={targets.together.stripOf(name)}
      onPointerMove={point}
      onPointerLeave={() => pointAt(crosshair, undefined)}
    />
  );
}
