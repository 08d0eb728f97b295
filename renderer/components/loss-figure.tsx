import { useFormat } from '../texts/texts';

interface LossFigureProps {
  readonly ratio: number;
  /** Around the percentage. */
  readonly words?: (percent: string) => string;
}

/** A share of lost packets, toned by how bad it is. */
export function LossFigure({ ratio, words = (percent) => percent }: LossFigureProps) {
  const format = useFormat();
  const said = words(format.percent(ratio));
  if (ratio === 0) return said;
  return <span className={`toned tone-${ratio === 1 ? 'failing' : 'trouble'}`}>{said}</span>;
}
