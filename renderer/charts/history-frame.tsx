import { Loader } from '@mantine/core';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { Mark } from '../../main/contract/marks';
import type { Failure } from '../../main/outcome';
import { FailureNotice } from '../components/notice';
import { useRoute } from '../state/route';
import { useApp, useNow } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { ChartGroup, useView } from './chart-group';
import { ChartToolbar } from './chart-toolbar';
import { Events } from './events';
import { firstLook, homeLook } from './first-look';
import type { Span } from './spans';
import { useWidth } from './use-width';
import type { Look, View } from './view';

/** What is beside the lines of a chart: its axis and the panel's edges. */
const chartMargins = 74;
const fewestColumns = 100;

export interface ChartWindow {
  readonly look: Look;
  readonly setLook: (look: Look) => void;
  /** Where a reset leads. */
  readonly home: Look;
  readonly view: View;
  /** Of the frame; its width says how many pixel columns a chart has. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly columns: number;
}

/** What a page of charts looks at, and how finely: first what its address asks for. `margins`: what is beside the lines in a frame of this width. */
export function useChartWindow(margins = (_width: number) => chartMargins): ChartWindow {
  const { query } = useRoute();
  const home = homeLook(
    useApp(({ startedAtMs }) => startedAtMs),
    useNow(),
  );
  const [look, setLook] = useState<Look>(() => firstLook(query, home));
  const view = useView(look);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const columns = Math.max(fewestColumns, width - margins(width));
  return { look, setLook, home, view, box, columns };
}

interface Shown {
  readonly silences: readonly Span[];
  readonly marks: readonly Mark[];
  /** Why there are no marks. */
  readonly marksFailure: Failure | undefined;
}

interface HistoryFrameProps {
  readonly label: string;
  readonly window: ChartWindow;
  readonly failure: Failure | undefined;
  readonly again: () => void;
  /** Absent while history is being read. */
  readonly shown: Shown | undefined;
  /** Whether what happened meanwhile is listed too, and not only marked in the charts. */
  readonly hasEvents?: boolean;
  readonly children: ReactNode;
}

/** Around the charts of a page: which time they show, why there are none, and what happened meanwhile. */
export function HistoryFrame(props: HistoryFrameProps) {
  const { label, window, failure, again, shown, hasEvents = true, children } = props;
  const { charts } = useTexts();
  const { look, setLook, home, view, box } = window;
  return (
    <div ref={box} className="history-frame">
      <ChartToolbar look={look} view={view} setLook={setLook} home={home} />
      {failure === undefined ? null : <FailureNotice failure={failure} title={charts.failed} again={again} />}
      {failure === undefined && shown?.marksFailure ? (
        <FailureNotice failure={shown.marksFailure} title={charts.marksFailed} again={again} />
      ) : null}
      {shown === undefined ? null : (
        <ChartGroup
          label={label}
          view={view}
          silences={shown.silences}
          marks={shown.marks}
          setLook={setLook}
          home={home}
        >
          {children}
          {hasEvents && shown.marksFailure === undefined ? <Events marks={shown.marks} view={view} /> : null}
        </ChartGroup>
      )}
      {shown === undefined && failure === undefined ? (
        <p className="chart-loading muted" role="status">
          <Loader size="xs" /> {charts.loading}
        </p>
      ) : null}
    </div>
  );
}
