import { useCallback, useMemo, useState } from 'react';
import { rowAt } from '../../charts/columns';
import { Legend } from '../../charts/legend';
import { Plot } from '../../charts/plot';
import { Reading } from '../../charts/reading';
import { useFormat, useTexts } from '../../texts/texts';
import { type TogetherDisplay, TogetherList } from './together-list';
import { lineLook } from './together-looks';
import type { Together, TogetherRow } from './together-rows';
import type { TogetherShapes } from './together-shapes';

interface TogetherChartProps extends Pick<TogetherDisplay, 'hidden' | 'setHidden'> {
  readonly shapes: TogetherShapes;
  readonly together: Together;
  /** The highest value that has room. */
  readonly top: number;
  /** Where the axis begins if it is logarithmic. */
  readonly bottom: number | undefined;
}

/** A line for each target, over the strips of their losses. */
export function TogetherChart(props: TogetherChartProps) {
  const { shapes, together, top, bottom, hidden, setHidden } = props;
  const { targets, charts } = useTexts();
  const format = useFormat();
  const [inFront, setInFront] = useState<string | undefined>();
  const display = useMemo(() => ({ hidden, setHidden, setInFront }), [hidden, setHidden]);
  const { rows } = together;
  const { timesMs, intervalMs } = shapes;
  const visible = useMemo(() => rows.filter(({ target: { key } }) => !hidden.includes(key)), [rows, hidden]);
  const drawn = useMemo(
    () => ({ timesMs, lines: visible.map(({ trace }) => trace.line) }),
    [timesMs, visible],
  );
  const measured = useMemo(() => ({ timesMs, lines: [] }), [timesMs]);
  const lost = useLostWord(rows);
  const read = useLosses(timesMs, visible, lost);
  const place = visible.findIndex(({ target: { key } }) => key === inFront);
  return (
    <>
      <Reading rows={measured} intervalMs={intervalMs} read={read} />
      {timesMs.length === 0 ? <p className="chart-empty">{charts.nothing}</p> : null}
      <Plot
        className="together-plot"
        label={targets.together.chart}
        lines={visible.map((row) => lineLook(row.place))}
        rows={drawn}
        top={top}
        bottom={bottom}
        inFront={place < 0 ? undefined : place}
        namesSilences
        hasTimeAxis
        formatAxis={format.rttOnAxis}
      />
      <TogetherList together={together} display={display} />
      <Legend
        entries={[{ label: lost, sign: 'bar', color: '--chart-loss' }]}
        more={rows.flatMap(({ trace }) => trace.silences)}
      />
    </>
  );
}

/** What a tick of the strips is: of pings, of other probes, or of both. */
function useLostWord(rows: readonly TogetherRow[]): string {
  const { targets, target } = useTexts();
  const pings = rows.filter(({ target: { kind } }) => kind === 'ping').length;
  if (pings === rows.length) return target.lost;
  return pings === 0 ? target.failed : targets.together.lostOrFailed;
}

const namesRead = 6;

/** Who lost packets in a row of the chart. */
function useLosses(timesMs: readonly number[], visible: readonly TogetherRow[], label: string) {
  const { pushes } = useTexts();
  const format = useFormat();
  return useCallback(
    (row: number) => {
      const atMs = timesMs[row] ?? 0;
      const lost = visible.flatMap(({ target, trace }) => {
        const own = rowAt(trace.timesMs, atMs, trace.gapMs / 2);
        const loss = (own === undefined ? null : trace.lossRatios[own]) ?? 0;
        return loss > 0 ? [`${target.name} ${format.percent(loss)}`] : [];
      });
      if (lost.length === 0) return [];
      const more = lost.length > namesRead ? [pushes.andMore(format.count(lost.length - namesRead))] : [];
      return [{ label, value: [...lost.slice(0, namesRead), ...more].join(', ') }];
    },
    [timesMs, visible, label, pushes, format],
  );
}
