import type { ReactNode } from 'react';
import { useNow } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { useChartGroup, useCrosshair } from './chart-group';
import { gapAfterMs, type Rows, rowAt } from './columns';
import { markNear, markWords, silenceWords } from './mark-words';

export interface ReadValue {
  readonly label: string;
  readonly value: ReactNode;
}

interface ReadingProps {
  readonly rows: Rows;
  readonly intervalMs: number;
  /** What was measured in a row. */
  readonly read: (row: number) => readonly ReadValue[];
  /** Why nothing was measured at a moment, as a sentence, where more is known than what marks tell. */
  readonly why?: (atMs: number) => string | undefined;
  /** What stands there while nothing is pointed at; how to use the charts when absent. */
  readonly idle?: ReactNode;
}

/** What the charts show at the crosshair: values, or why there are none, and what happened there. Its place is kept while nothing is pointed at. */
export function Reading({ rows, intervalMs, read, why, idle }: ReadingProps) {
  const { charts } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const { silences, marks, view } = useChartGroup();
  const atMs = useCrosshair();
  if (atMs === undefined) {
    return <p className="reading muted">{idle ?? `${charts.pointHint} ${charts.help}`}</p>;
  }
  const row = rowAt(rows.timesMs, atMs, gapAfterMs(rows.timesMs, intervalMs) / 2);
  const silence = silences.find(({ fromMs, toMs }) => atMs >= fromMs && atMs <= toMs);
  const isExplained = silence !== undefined && silence.silence !== 'unmeasured';
  const reason = row === undefined && !isExplained ? why?.(atMs) : undefined;
  const mark = markNear(marks, atMs, view);
  const shownMs = row === undefined ? atMs : (rows.timesMs[row] ?? atMs);
  return (
    <section className="reading" aria-label={charts.reading} aria-live="polite">
      <span className="reading-time number">{format.moment(shownMs, nowMs)}</span>
      {row === undefined
        ? null
        : read(row).map(({ label, value }) => (
            <span key={label}>
              <span className="muted">{label}</span> <span className="reading-value number">{value}</span>
            </span>
          ))}
      {reason === undefined ? null : <span>{reason}</span>}
      {row === undefined && silence && reason === undefined ? (
        <span>{silenceWords(silence, charts, { format, nowMs })}</span>
      ) : null}
      {mark ? <span className="reading-mark">{markWords(mark, charts)}</span> : null}
    </section>
  );
}
