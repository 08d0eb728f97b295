import { memo, useMemo, useRef } from 'react';
import { useCrosshair } from '../../charts/chart-group';
import { rowAt } from '../../charts/columns';
import { LineToggle } from '../../charts/line-toggle';
import type { Look, View } from '../../charts/view';
import { type Column, ColumnHeads } from '../../components/column-heads';
import { LossFigure } from '../../components/loss-figure';
import { Nothing } from '../../components/nothing';
import { routeHash } from '../../state/route';
import { useNow } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { targetStatistics } from '../target/target-statistics';
import { LossStrip } from './loss-strip';
import { LossStrips } from './loss-strips';
import { colorOf } from './together-looks';
import type { Together, TogetherRow } from './together-rows';
import type { TogetherTarget } from './together-series';
import type { Trace } from './together-shapes';

export interface TogetherDisplay {
  readonly hidden: readonly string[];
  readonly setHidden: (change: (hidden: readonly string[]) => readonly string[]) => void;
  /** The target that stands out, by its key. */
  readonly setInFront: (key: string | undefined) => void;
}

interface TogetherListProps {
  readonly together: Together;
  readonly display: TogetherDisplay;
}

/** The chart's legend: every target with its losses over the same time, and its figures. */
export const TogetherList = memo(function TogetherList({ together, display }: TogetherListProps) {
  const table = useRef<HTMLTableElement>(null);
  const { rows } = together;
  const hasKinds = new Set(rows.map(({ target }) => target.kind)).size > 1;
  return (
    <div className="together-table">
      <table ref={table} className="table together-list">
        <Heads />
        <tbody>
          {rows.map((row) => (
            <Row key={row.target.key} row={row} together={together} display={display} hasKind={hasKinds} />
          ))}
        </tbody>
      </table>
      <LossStrips table={table} together={together} />
    </div>
  );
});

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

interface RowProps extends TogetherListProps {
  readonly row: TogetherRow;
  readonly hasKind: boolean;
}

function Row({ row: { target, series, trace, place }, together, display, hasKind }: RowProps) {
  const words = useTexts().target;
  const { view, look } = together;
  const { key, name, kind, collector, intervalMs, isOff } = target;
  const { hidden, setInFront } = display;
  const isVisible = !hidden.includes(key);
  const { median, p95, loss } = useMemo(
    () => targetStatistics(series, view, intervalMs),
    [series, view, intervalMs],
  );
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
          href={routeHash({ page: 'targets', item: name, query: { ...queryOf(look), collector } })}
        >
          {name}
        </a>
        {hasKind ? <span className="together-kind muted">{words.kinds[kind] ?? kind}</span> : null}
      </th>
      <td className="together-strip">
        <LossStrip name={name} view={view} />
      </td>
      <td className="table-number together-last">
        <AtCrosshair kind={kind} trace={trace} view={view} />
      </td>
      <Figure title={words.median} seconds={median} />
      <Figure title={words.p95} seconds={p95} />
      <td className="table-number together-figure" data-title={words.loss}>
        {loss === undefined ? <Nothing /> : <LossFigure ratio={loss} />}
      </td>
    </tr>
  );
}

/** A target's page opens at the stretch that is shown here. */
function queryOf(look: Look): Readonly<Record<string, string>> {
  return 'range' in look ? { range: look.range } : { from: String(look.fromMs), to: String(look.toMs) };
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

interface AtCrosshairProps {
  readonly kind: string;
  readonly trace: Trace;
  readonly view: View;
}

/** What was measured at the crosshair, or last where nothing is pointed at. */
function AtCrosshair({ kind, trace, view }: AtCrosshairProps) {
  const { together } = useTexts().targets;
  const format = useFormat();
  const nowMs = useNow();
  const { timesMs, rttSeconds, gapMs } = trace;
  const atMs = useCrosshair();
  const row =
    atMs === undefined ? rowAt(timesMs, Math.min(view.toMs, nowMs), gapMs) : rowAt(timesMs, atMs, gapMs / 2);
  if (row === undefined) return <Nothing />;
  const seconds = rttSeconds[row] ?? undefined;
  return seconds === undefined ? (
    <span className="toned tone-failing">{kind === 'ping' ? together.lost : together.failed}</span>
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
