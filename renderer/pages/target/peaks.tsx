import { Button } from '@mantine/core';
import { useFormat, useTexts } from '../../texts/texts';
import type { Tops } from './target-shapes';

interface PeaksProps {
  readonly tops: Tops;
  readonly isWhole: boolean;
  readonly setWhole: (isWhole: boolean) => void;
}

/** Single peaks would press all else to the ground: whether they are cut is said, and can be changed. */
export function Peaks({ tops, isWhole, setWhole }: PeaksProps) {
  const { target } = useTexts();
  const format = useFormat();
  if (tops.cut === tops.whole) return null;
  return (
    <span className="peaks">
      {isWhole ? null : <span className="peaks-words">{target.peaksCut(format.rtt(tops.cut))}</span>}
      <Button size="xs" variant="default" onClick={() => setWhole(!isWhole)}>
        {isWhole ? target.cutPeaks : target.showPeaks}
      </Button>
    </span>
  );
}
