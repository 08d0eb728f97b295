import { Button } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import type { TargetStatus } from '../../../main/contract/state';
import { Sparkline } from '../../charts/sparkline';
import { Empty } from '../../components/empty';
import { Nothing } from '../../components/nothing';
import { Panel } from '../../components/panel';
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
  if (problems.length === 0) return null;
  return (
    <ul className="panel-problems tone-failing">
      {problems.map(({ message }) => (
        <li key={message}>
          <StateIcon state="failing" size={15} />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
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
      <thead>
        <tr>
          <th scope="col">{now.target}</th>
          <th scope="col" className="now-line">
            {now.lastMinutes}
          </th>
          <th scope="col" className="table-number">
            {now.rtt}
          </th>
          <th scope="col" className="table-number">
            {now.loss}
          </th>
        </tr>
      </thead>
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
