import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { useChartGroup, useCrosshair } from '../../charts/chart-group';
import { rowAt } from '../../charts/columns';
import { pointAt } from '../../charts/crosshair';
import { LineToggle } from '../../charts/line-toggle';
import { type Column, ColumnHeads } from '../../components/column-heads';
import { LossFigure } from '../../components/loss-figure';
import { Nothing } from '../../components/nothing';
import { routeHash } from '../../state/route';
import { useNow } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { LossStrip, StripPatterns } from './loss-strip';
import { colorOf } from './together-looks';
import type { TogetherTarget } from './together-series';
import type { Trace } from './together-shapes';

/** A target with its part in the picture. */
export interface TogetherRow {
  readonly target: TogetherTarget;
  readonly trace: Trace;
  /** In the list of all. */
  readonly place: number;
}

export interface TogetherDisplay {
  readonly hidden: readonly string[];
  readonly setHidden: (change: (hidden: readonly string[]) => readonly string[]) => void;
  /** The target that stands out, by its key. */
  readonly setInFront: (key: string | undefined) => void;
  /** What a target's own page shall show. */
  readonly query: Readonly<Record<string, string>>;
}

interface TogetherListProps {
  readonly rows: readonly TogetherRow[];
  readonly columns: number;
  readonly display: TogetherDisplay;
}

/** The chart's legend: every target with its losses over the same time, and its figures. */
export function TogetherList({ rows, columns, display }: TogetherListProps) {
  const table = useRef<HTMLTableElement>(null);
  useCrosshairIn(table);
  const hasKinds = new Set(rows.map(({ target }) => target.kind)).size > 1;
  return (
    <>
      <StripPatterns />
      <table ref={table} className="table together-list">
        <Heads />
        <tbody>
          {rows.map((row) => (
            <Row key={row.target.key} row={row} columns={columns} display={display} hasKind={hasKinds} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Heads() {
  const { targets, target } = useTexts();
  const format = useFormat();
  const atMs = useCrosshair();
  const { together } = targets;
  const columns: readonly Column[] = [
    { title: together.shown, isHidden: true, className: 'together-toggle' },
    { title: together.target, className: 'together-name' },
    { title: together.strip, className: 'together-strip' },
    {
      title: atMs === undefined ? together.last : format.clock(atMs),
      isNumber: true,
      className: 'together-last',
    },
    { title: target.median, isNumber: true, className: 'together-figure' },
    { title: target.p95, isNumber: true, className: 'together-figure' },
    { title: target.loss, isNumber: true, className: 'together-figure' },
  ];
  return <ColumnHeads columns={columns} />;
}

/** Draws the crosshair through all strips, by one property of the table: it moves with every pixel of the pointer. */
function useCrosshairIn(table: RefObject<HTMLTableElement | null>): void {
  const { crosshair, view } = useChartGroup();
  useEffect(() => {
    const show = () => {
      const { atMs } = crosshair.getState();
      const share = atMs === undefined ? -1 : (atMs - view.fromMs) / (view.toMs - view.fromMs);
      table.current?.style.setProperty('--crosshair', `${share * 100}%`);
    };
    show();
    return crosshair.subscribe(show);
  }, [table, crosshair, view]);
}

interface RowProps extends Omit<TogetherListProps, 'rows'> {
  readonly row: TogetherRow;
  readonly hasKind: boolean;
}

function Row({ row: { target, trace, place }, columns, display, hasKind }: RowProps) {
  const words = useTexts().target;
  const { view } = useChartGroup();
  const { key, name, kind, collector, isOff } = target;
  const { hidden, setInFront, query } = display;
  const isVisible = !hidden.includes(key);
  const { median, p95, loss } = trace.statistics;
  return (
    <tr
      className={isOff ? 'row-quiet' : undefined}
      onMouseEnter={() => setInFront(isVisible ? key : undefined)}
      onMouseLeave={() => setInFront(undefined)}
      onFocus={() => setInFront(isVisible ? key : undefined)}
      onBlur={() => setInFront(undefined)}
    >
      <Toggle target={target} color={colorOf(place)} display={display} />
      <th scope="row" className="together-name">
        <a
          className="row-title"
          href={routeHash({ page: 'targets', item: name, query: { ...query, collector } })}
        >
          {name}
        </a>
        {hasKind ? <span className="together-kind muted">{words.kinds[kind] ?? kind}</span> : null}
      </th>
      <StripCell name={name} trace={trace} view={view} columns={columns} />
      <td className="table-number together-last">
        <AtCrosshair trace={trace} />
      </td>
      <Figure title={words.median} seconds={median} />
      <Figure title={words.p95} seconds={p95} />
      <td className="table-number together-figure" data-title={words.loss}>
        {loss === undefined ? <Nothing /> : <LossFigure ratio={loss} />}
      </td>
    </tr>
  );
}

interface ToggleProps {
  readonly target: TogetherTarget;
  readonly color: string;
  readonly display: TogetherDisplay;
}

function Toggle({ target: { key, name }, color, display: { hidden, setHidden } }: ToggleProps) {
  const { together } = useTexts().targets;
  const isVisible = !hidden.includes(key);
  const toggle = () =>
    setHidden((all) => (all.includes(key) ? all.filter((one) => one !== key) : [...all, key]));
  return (
    <td className="together-toggle">
      <LineToggle
        label={isVisible ? together.hide(name) : together.show(name)}
        color={color}
        isVisible={isVisible}
        onToggle={toggle}
      />
    </td>
  );
}

function StripCell(props: Parameters<typeof LossStrip>[0]) {
  const { crosshair } = useChartGroup();
  const { fromMs, toMs } = props.view;
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
    pointAt(crosshair, fromMs + share * (toMs - fromMs));
  };
  return (
    <td className="together-strip">
      <div className="strip-box" onPointerMove={point} onPointerLeave={() => pointAt(crosshair, undefined)}>
        <LossStrip {...props} />
      </div>
    </td>
  );
}

/** What was measured at the crosshair, or last where nothing is pointed at. */
function AtCrosshair({ trace: { timesMs, rttSeconds, gapMs } }: { readonly trace: Trace }) {
  const { together } = useTexts().targets;
  const format = useFormat();
  const nowMs = useNow();
  const { view } = useChartGroup();
  const atMs = useCrosshair();
  const row =
    atMs === undefined ? rowAt(timesMs, Math.min(view.toMs, nowMs), gapMs) : rowAt(timesMs, atMs, gapMs / 2);
  if (row === undefined) return <Nothing />;
  const seconds = rttSeconds[row] ?? undefined;
  return seconds === undefined ? (
    <span className="toned tone-failing">{together.lost}</span>
  ) : (
    format.rtt(seconds)
  );
}

function Figure({ title, seconds }: { readonly title: string; readonly seconds: number | undefined }) {
  const format = useFormat();
  return (
    <td className="table-number together-figure" data-title={title}>
      {seconds === undefined ? <Nothing /> : format.rtt(seconds)}
    </td>
  );
}
