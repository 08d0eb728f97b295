import { Button } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import type { TargetStatus } from '../../../main/contract/state';
import { Sparkline } from '../../charts/sparkline';
import { ColumnHeads } from '../../components/column-heads';
import { Empty } from '../../components/empty';
import { Nothing } from '../../components/nothing';
import { Panel } from '../../components/panel';
import { ProblemList } from '../../components/problem-list';
import { StateIcon, toneOf } from '../../components/state-mark';
import type { TargetPoint } from '../../state/recent';
import { routeHash } from '../../state/route';
import { useApp, useSessionState } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

export function NowTargets() {
  const { now } = useTexts();
  const targets = useApp((app) => app.targets);
  const toTargets = routeHash({ page: 'targets' });
  return (
    <Panel title={now.targets} aside={<a href={toTargets}>{now.manageTargets}</a>}>
      <CollectorProblems kind="ping" />
      {targets.length === 0 ? (
        <Empty icon={IconTarget} title={now.noTargets} text={now.noTargetsText}>
          <Button component="a" href={toTargets} variant="default">
            {now.addTarget}
          </Button>
        </Empty>
      ) : (
        <TargetTable targets={targets} />
      )}
    </Panel>
  );
}

/** What keeps a whole collector from measuring: what concerns one target stands at that target. */
function CollectorProblems({ kind }: { kind: string }) {
  const collectors = useApp((app) => app.collectors);
  const problems = collectors
    .filter((collector) => collector.kind === kind && collector.state === 'failing')
    .flatMap((collector) => collector.problems.filter(({ target }) => target === undefined));
  return <ProblemList problems={problems} />;
}

const noPoints: readonly TargetPoint[] = [];

function TargetTable({ targets }: { targets: readonly TargetStatus[] }) {
  const { now } = useTexts();
  const collectors = useApp((app) => app.collectors);
  const recent = useSessionState((state) => state.recent.targets);
  const intervalMs = (id: string) =>
    collectors.find((collector) => collector.id === id)?.intervalMs ?? 15_000;
  return (
    <table className="table table-two-lines now-targets">
      <ColumnHeads
        columns={[
          { title: now.target },
          { title: now.lastMinutes, className: 'now-line' },
          { title: now.rtt, isNumber: true },
          { title: now.loss, isNumber: true },
        ]}
      />
      <tbody>
        {targets.map((target) => (
          <TargetRow
            key={`${target.collector} ${target.name}`}
            target={target}
            points={recent[target.name] ?? noPoints}
            intervalMs={intervalMs(target.collector)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface TargetRowProps {
  readonly target: TargetStatus;
  readonly points: readonly TargetPoint[];
  readonly intervalMs: number;
}

function TargetRow({ target, points, intervalMs }: TargetRowProps) {
  const format = useFormat();
  const { rttSeconds, lossRatio, state } = target;
  const lossTone = lossRatio !== undefined && lossRatio > 0 ? `tone-${toneOf(state)} toned` : '';
  return (
    <tr className={state === 'paused' ? 'row-quiet' : undefined}>
      <th scope="row">
        <TargetName target={target} />
      </th>
      <td className="now-line">
        <Sparkline points={points} intervalMs={intervalMs} />
      </td>
      <td className="table-number now-figure">
        {rttSeconds === undefined ? <Nothing /> : format.rtt(rttSeconds)}
      </td>
      <td className={`table-number now-figure ${lossTone}`}>
        {lossRatio === undefined ? <Nothing /> : format.percent(lossRatio)}
      </td>
    </tr>
  );
}

function TargetName({ target }: { target: TargetStatus }) {
  const { targetStates } = useTexts();
  const { name, host, ip, state, reason } = target;
  const addresses = [...new Set([host, ip])].filter((text) => text !== undefined && text !== name);
  return (
    <div className="row-name">
      <StateIcon state={state} />
      <div className="row-words">
        <span className="row-title">{name}</span>
        <span className="row-detail">
          <span className={`toned tone-${toneOf(state)}`}>{targetStates[state]}</span>
          {addresses.map((text) => (
            <span key={text} className="mono row-address">
              {text}
            </span>
          ))}
        </span>
        {reason === undefined || state === 'up' ? null : <span className="row-reason">{reason}</span>}
      </div>
    </div>
  );
}
