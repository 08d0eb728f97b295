import { useDebouncedValue } from '@mantine/hooks';
import { type CSSProperties, useMemo, useRef, useState } from 'react';
import { useView } from '../../charts/chart-group';
import { HistoryFrame, useChartWindow } from '../../charts/history-frame';
import { Panel } from '../../components/panel';
import { ViewChoice } from '../../components/view-choice';
import { remember, remembered } from '../../state/remembered';
import { useApp } from '../../state/session-context';
import { useHistory } from '../../state/use-history';
import { useTexts } from '../../texts/texts';
import { Peaks } from '../target/peaks';
import { TogetherChart } from './together-chart';
import { rowsOf } from './together-rows';
import { seriesOfEach, togetherQueries, togetherTargets } from './together-series';
import { togetherShapes, togetherTops } from './together-shapes';
import './together.css';

/** All targets in one picture: a fault that several have at once is seen as one. */
export function TogetherPanel() {
  const { together } = useTexts().targets;
  const [isWhole, setWhole] = useState(false);
  const [isLogarithmic, setLogarithmic] = useState(() => remembered(scaleKey) === 'logarithmic');
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const { chartWindow, history, shapes, together: seen, shown } = useTogether();
  const { rows } = seen;
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
              together={seen}
              top={isWhole || isLogarithmic ? tops.whole : tops.cut}
              bottom={isLogarithmic ? tops.bottom : undefined}
              hidden={hidden}
              setHidden={setHidden}
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
    <ViewChoice
      label={together.scale}
      ways={{ linear: together.linear, logarithmic: together.logarithmic }}
      value={isLogarithmic ? 'logarithmic' : 'linear'}
      onChange={(chosen) => {
        remember(scaleKey, chosen);
        setLogarithmic(chosen === 'logarithmic');
      }}
    />
  );
}

/** Of the frame's width; as in together.css. */
const narrowBelow = 720;
const marginsOf = (width: number) => (width < narrowBelow ? 70 : 454);

/** With many targets, one step of time is a few pixel columns wide: so much more than what is seen need not be read. */
const manyTargets = 16;
const fewerPoints = 360;

const settleMs = 120;

function useTogether() {
  const targets = useSame(togetherTargets(useApp((app) => app)));
  const chartWindow = useChartWindow(marginsOf);
  const { columns } = chartWindow;
  // While somebody drags or turns a wheel, lines and strips are moved as they are; they are made anew when it stops.
  const [look] = useDebouncedValue(chartWindow.look, settleMs);
  const view = useView(look);
  const kinds = useSame([...new Set(targets.map(({ kind }) => kind))]);
  const queries = useMemo(() => togetherQueries(kinds), [kinds]);
  const intervalMs = Math.min(...targets.map((target) => target.intervalMs));
  const maxPoints = targets.length > manyTargets ? fewerPoints : undefined;
  const history = useHistory(queries, chartWindow.view, intervalMs, maxPoints);
  const { answer } = history;
  const series = useMemo(() => answer && seriesOfEach(targets, answer.series), [targets, answer]);
  const shapes = useMemo(() => {
    if (answer === undefined || series === undefined) return undefined;
    const intervalsMs = targets.map((target) => target.intervalMs);
    return togetherShapes(series, { ...answer, view, columns, intervalsMs });
  }, [answer, series, targets, view, columns]);
  const rows = useMemo(() => rowsOf(targets, series ?? [], shapes?.traces ?? []), [targets, series, shapes]);
  const together = useMemo(() => ({ rows, look, view, columns }), [rows, look, view, columns]);
  const shown = targets.filter(({ isOff }) => !isOff).length;
  return { chartWindow, history, shapes, together, shown };
}

/** The same object as long as it says the same: the state comes whole with every cycle. */
function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
