import { Button } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { type MouseEvent, useMemo, useState } from 'react';
import type { TargetStatus } from '../../../main/contract/state';
import { Sparkline } from '../../charts/sparkline';
import { Empty } from '../../components/empty';
import { LossFigure } from '../../components/loss-figure';
import { Nothing } from '../../components/nothing';
import { Panel } from '../../components/panel';
import { ProblemList } from '../../components/problem-list';
import { Said } from '../../components/said';
import { StateIcon, toneOf } from '../../components/state-mark';
import { addressesOf } from '../../state/addresses';
import { goTo, routeHash } from '../../state/route';
import { useApp, useIsReading, useNow, useSessionState } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { lossOfLastMinute, recentFigures } from './recent-figures';
import { type SortColumn, SortHeads } from './sort-heads';
import { type SortOrder, sorted, type TargetRow, targetRows } from './target-rows';

export function NowTargets() {
  const { now } = useTexts();
  const hasTargets = useApp((app) => app.targets.length > 0);
  const toTargets = routeHash({ page: 'targets' });
  return (
    <Panel title={now.targets} aside={<a href={toTargets}>{now.manageTargets}</a>}>
      <CollectorProblems />
      {hasTargets ? (
        <TargetTable />
      ) : (
        <Empty icon={IconTarget} title={now.noTargets} text={now.noTargetsText}>
          <Button component="a" href={toTargets} variant="default">
            {now.addTarget}
          </Button>
        </Empty>
      )}
    </Panel>
  );
}

/** What keeps a whole collector from measuring: what concerns one target stands at that target. */
function CollectorProblems() {
  const collectors = useApp((app) => app.collectors);
  const targets = useApp((app) => app.targets);
  const problems = collectors
    .filter(({ id, state }) => state === 'failing' && targets.some(({ collector }) => collector === id))
    .flatMap((collector) => collector.problems.filter(({ target }) => target === undefined));
  return <ProblemList problems={problems} />;
}

function TargetTable() {
  const { now } = useTexts();
  const [order, setOrder] = useState<SortOrder | undefined>();
  const targets = useApp((app) => app.targets);
  const collectors = useApp((app) => app.collectors);
  const recent = useSessionState((state) => state.recent.targets);
  const rows = useMemo(() => targetRows({ targets, collectors }, recent), [targets, collectors, recent]);
  const shown = useMemo(() => sorted(rows, order), [rows, order]);
  const columns: readonly SortColumn[] = [
    { title: now.target, by: 'target' },
    { title: now.lastMinutes, className: 'now-line' },
    { title: now.rtt, isNumber: true, by: 'rtt', className: 'now-figure' },
    { title: now.median, isNumber: true, by: 'median', className: 'now-more now-median' },
    { title: now.p95, isNumber: true, by: 'p95', className: 'now-more now-p95' },
    { title: now.jitter, isNumber: true, by: 'jitter', className: 'now-more now-jitter' },
    { title: now.loss, isNumber: true, by: 'loss', className: 'now-figure now-loss' },
  ];
  return (
    <table className="table table-two-lines now-targets">
      <SortHeads columns={columns} order={order} setOrder={setOrder} />
      <tbody>
        {shown.map((row) => (
          <TargetLine key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** While the last minutes are being read. */
const noFigures = recentFigures([]);

function TargetLine({ row }: { readonly row: TargetRow }) {
  const format = useFormat();
  const { now } = useTexts();
  const { status, points, intervalMs } = row;
  const { state, rttSeconds } = status;
  const { median, p95, jitter, loss } = useIsReading(points.length) ? noFigures : row.figures;
  const rtt = (seconds: number | undefined) => (seconds === undefined ? <Nothing /> : format.rtt(seconds));
  return (
    <tr
      className={`row-opens ${isQuiet(state) ? 'row-quiet' : ''}`}
      onClick={(event) => openRow(event, status)}
    >
      <th scope="row">
        <TargetName row={row} />
      </th>
      <td className="now-line">
        <Sparkline points={points} intervalMs={intervalMs} isOff={state === 'paused'} />
      </td>
      <td className="table-number now-figure">{rtt(rttSeconds)}</td>
      <td className="table-number now-more now-median" data-title={now.median}>
        {rtt(median)}
      </td>
      <td className="table-number now-more now-p95" data-title={now.p95}>
        {rtt(p95)}
      </td>
      <td className="table-number now-more now-jitter" data-title={now.jitter}>
        {rtt(jitter)}
      </td>
      <td className="table-number now-figure now-loss">
        {loss === undefined ? <Nothing /> : <LossFigure ratio={loss} />}
        {isQuiet(state) ? null : <LossNow points={points} loss={loss} />}
      </td>
    </tr>
  );
}

interface LossNowProps extends Pick<TargetRow, 'points'> {
  /** Of all the last minutes. */
  readonly loss: number | undefined;
}

/** Where it says more than the loss of all the last minutes. */
function LossNow({ points, loss }: LossNowProps) {
  const { now } = useTexts();
  const lossNow = lossOfLastMinute(points, useNow());
  if (lossNow === undefined || lossNow === 0 || lossNow === loss) return null;
  return (
    <span className="now-loss-now" title={now.lossNowHelp}>
      <LossFigure ratio={lossNow} words={now.lossNow} />
    </span>
  );
}

function routeOf({ name, collector }: TargetStatus) {
  return { page: 'targets', item: name, query: { collector } } as const;
}

function isQuiet(state: TargetStatus['state']): boolean {
  return state === 'paused' || state === 'unheard';
}

/** A press anywhere in the row, but for one that marks text or is on the link itself. */
function openRow(event: MouseEvent, status: TargetStatus): void {
  if (event.target instanceof Element && event.target.closest('a') !== null) return;
  if (window.getSelection()?.isCollapsed === false) return;
  goTo(routeOf(status));
}

function TargetName({ row: { status, kind } }: { readonly row: TargetRow }) {
  const { targetStates, target } = useTexts();
  const { name, state, reason } = status;
  const addresses = addressesOf(status).filter((address) => address !== name);
  return (
    <div className="row-name">
      <StateIcon state={state} />
      <div className="row-words">
        <a className="row-title" href={routeHash(routeOf(status))}>
          {name}
        </a>
        <span className="row-detail">
          <span className={`toned tone-${toneOf(state)}`}>{targetStates[state]}</span>
          {kind === 'ping' ? null : <span>{target.kinds[kind] ?? kind}</span>}
          {addresses.map((text) => (
            <span key={text} className="mono row-address">
              {text}
            </span>
          ))}
        </span>
        {reason === undefined || state === 'up' ? null : (
          <span className="row-reason">
            <Said text={reason} />
          </span>
        )}
      </div>
    </div>
  );
}
