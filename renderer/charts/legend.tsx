import { useTexts } from '../texts/texts';
import { useChartGroup } from './chart-group';
import { momentKinds, type Span, silences } from './spans';
import './legend.css';

export interface LegendEntry {
  readonly label: string;
  /** How it is drawn; `loss`: a pale bar with an edge and a foot. */
  readonly sign: 'line' | 'shade' | 'bar' | 'loss';
  readonly color: string;
}

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  /** Only the lines: what else is to be seen stands in another legend of the group. */
  readonly isBare?: boolean;
  /** What is seen beside those of the group. */
  readonly more?: readonly Span[];
}

/** What the lines mean, and whatever else is to be seen in the stretch that is shown. */
export function Legend({ entries, isBare = false, more = [] }: LegendProps) {
  const { charts } = useTexts();
  const group = useChartGroup();
  const present = silences.filter(
    (silence) => !isBare && [...group.silences, ...more].some((span) => span.silence === silence),
  );
  const { fromMs, toMs } = group.view;
  const hasMoments =
    !isBare &&
    group.marks.some(({ kind, atMs }) => momentKinds.includes(kind) && atMs >= fromMs && atMs <= toMs);
  return (
    <ul className="legend" aria-label={charts.legend}>
      {entries.map(({ label, sign, color }) => (
        <li key={label}>
          <span
            className={`legend-sign legend-${sign}`}
            style={{ background: `var(${color})` }}
            aria-hidden="true"
          />
          {label}
        </li>
      ))}
      {present.map((silence) => (
        <li key={silence}>
          <span className={`legend-sign legend-${silence}`} aria-hidden="true" />
          {charts.silences[silence]}
        </li>
      ))}
      {hasMoments ? (
        <li>
          <span className="legend-sign legend-moment" aria-hidden="true" />
          {charts.networkMark}
        </li>
      ) : null}
    </ul>
  );
}
