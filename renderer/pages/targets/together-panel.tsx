import { SegmentedControl } from '@mantine/core';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { HistoryFrame, useChartWindow } from '../../charts/history-frame';
import type { Look } from '../../charts/view';
import { Panel } from '../../components/panel';
import { remember, remembered } from '../../state/remembered';
import { useApp } from '../../state/session-context';
import { useHistory } from '../../state/use-history';
import { useTexts } from '../../texts/texts';
import { Peaks } from '../target/peaks';
import { TogetherChart } from './together-chart';
import { seriesOfEach, type TogetherTarget, togetherQueries, togetherTargets } from './together-series';
import { togetherShapes, togetherTops } from './together-shapes';
import './together.css';

/** All targets in one picture: a fault that several have at once is seen as one. */
export function TogetherPanel() {
  const { together } = useTexts().targets;
  const [isWhole, setWhole] = useState(false);
  const [isLogarithmic, setLogarithmic] = useState(() => remembered(scaleKey) === 'logarithmic');
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const { chartWindow, history, shapes, rows, shown } = useTogether();
  const { look, columns } = chartWindow;
  const tops = useMemo(
    () => togetherTops(rows.flatMap(({ target, trace }) => (hidden.includes(target.key) ? [] : [trace]))),
    [rows, hidden],
  );
  return (
    <Panel
      title={together.title}
      className="together"
      aside={
        <div className="together-aside">
          {isLogarithmic ? null : <Peaks tops={tops} isWhole={isWhole} setWhole={setWhole} />}
          <ScaleChoice isLogarithmic={isLogarithmic} setLogarithmic={setLogarithmic} />
        </div>
      }
    >
      <div style={{ '--rows': shown } as CSSProperties}>
        <HistoryFrame
          label={together.title}
          window={chartWindow}
          failure={history.failure}
          again={history.again}
          shown={history.answer && shapes && { ...history.answer, silences: shapes.silences }}
          hasEvents={false}
        >
          {shapes === undefined ? null : (
            <TogetherChart
              shapes={shapes}
              rows={rows}
              columns={columns}
              top={isWhole || isLogarithmic ? tops.whole : tops.cut}
              bottom={isLogarithmic ? tops.bottom : undefined}
              display={{ hidden, setHidden, query: queryOf(look) }}
            />
          )}
        </HistoryFrame>
      </div>
    </Panel>
  );
}

const scaleKey = 'pushtray.together-scale';

interface ScaleChoiceProps {
  readonly isLogarithmic: boolean;
  readonly setLogarithmic: (isLogarithmic: boolean) => void;
}

/** A router that answers in a millisecond and a page that takes a fifth of a second are both seen on a logarithmic axis. */
function ScaleChoice({ isLogarithmic, setLogarithmic }: ScaleChoiceProps) {
  const { together } = useTexts().targets;
  return (
    <SegmentedControl
      aria-label={together.scale}
      size="xs"
      data={[
        { value: 'linear', label: together.linear },
        { value: 'logarithmic', label: together.logarithmic },
      ]}
      value={isLogarithmic ? 'logarithmic' : 'linear'}
      onChange={(chosen) => {
        remember(scaleKey, chosen);
        setLogarithmic(chosen === 'logarithmic');
      }}
      transitionDuration={100}
    />
  );
}

/** Of the frame's width; as in together.css. */
const narrowBelow = 720;
const marginsOf = (width: number) => (width < narrowBelow ? 70 : 454);

/** With many targets, one step of time is a few pixel columns wide: so much more than what is seen need not be read. */
const manyTargets = 16;
const fewerPoints = 360;

function useTogether() {
  const targets = useSame(togetherTargets(useApp((app) => app)));
  const chartWindow = useChartWindow(marginsOf);
  const { view, columns } = chartWindow;
  const kinds = useSame([...new Set(targets.map(({ kind }) => kind))]);
  const queries = useMemo(() => togetherQueries(kinds), [kinds]);
  const intervalMs = Math.min(...targets.map((target) => target.intervalMs));
  const maxPoints = targets.length > manyTargets ? fewerPoints : undefined;
  const history = useHistory(queries, view, intervalMs, maxPoints);
  const { answer } = history;
  const series = useMemo(() => answer && seriesOfEach(targets, answer.series), [targets, answer]);
  const shapes = useMemo(() => {
    if (answer === undefined || series === undefined) return undefined;
    const intervalsMs = targets.map((target) => target.intervalMs);
    return togetherShapes(series, { ...answer, view, columns, intervalsMs, askedAtMs: answer.atMs });
  }, [answer, series, targets, view, columns]);
  const rows = useMemo(() => rowsOf(targets, shapes?.traces ?? []), [targets, shapes]);
  const shown = targets.filter(({ isOff }) => !isOff).length;
  return { chartWindow, history, shapes, rows, shown };
}

/** But those that are off and were not measured in all the time that is shown. */
function rowsOf(targets: readonly TogetherTarget[], traces: Parameters<typeof togetherTops>[0]) {
  return targets.flatMap((target, place) => {
    const trace = traces[place];
    if (trace === undefined || (target.isOff && trace.timesMs.length === 0)) return [];
    return [{ target, trace, place }];
  });
}

/** The same object as long as it says the same: the state comes whole with every cycle. */
function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}

/** A target's page opens at the stretch that is shown here. */
function queryOf(look: Look): Readonly<Record<string, string>> {
  return 'range' in look ? { range: look.range } : { from: String(look.fromMs), to: String(look.toMs) };
}
