import type { CollectorStatus, TcpStatus } from '../../../main/contract/state';
import { CountBar } from '../../charts/count-bar';
import { Panel } from '../../components/panel';
import { makePart } from '../../components/part';
import { ProblemList } from '../../components/problem-list';
import { routeHash } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

/** Drawn when the rest stands: what draws charts is large. Its place is kept. */
const WaitChart = makePart(
  async () => (await import('./wait-chart')).WaitChart,
  <>
    <div className="plot wait-chart">
      <div className="plot-box" />
    </div>
    <p className="reading" />
  </>,
);

const waitStates = ['time_wait', 'close_wait', 'fin_wait1', 'fin_wait2'];
const otherStates = [
  'established',
  'listen',
  'syn_sent',
  'syn_recv',
  'last_ack',
  'closing',
  'close',
  'unknown',
];

export function TcpPanel() {
  const { now } = useTexts();
  const tcp = useApp((app) => app.tcp);
  const collector = useApp((app) => app.collectors.find(({ kind }) => kind === 'tcp-states'));
  const source = collector?.source;
  return (
    <Panel
      title={now.tcp}
      className="tcp"
      mark={source === undefined ? undefined : <span className="mono muted">{now.tcpSource(source)}</span>}
      aside={<a href={routeHash({ page: 'tcp' })}>{now.tcpHistory}</a>}
    >
      <TcpProblem collector={collector} counted={tcp !== undefined} />
      {tcp === undefined ? null : <TcpStates tcp={tcp} />}
    </Panel>
  );
}

function TcpProblem({ collector, counted }: { collector: CollectorStatus | undefined; counted: boolean }) {
  const { now, collectorStates } = useTexts();
  if (collector === undefined) return counted ? null : <p className="panel-body muted">{now.tcpNone}</p>;
  if (collector.state === 'failing') return <ProblemList problems={collector.problems} />;
  if (counted) return null;
  if (collector.state === 'unheard') return <p className="panel-body muted">{collectorStates.unheard}</p>;
  const paused = collector.enabled ? now.tcpPaused : now.tcpOff;
  return <p className="panel-body muted">{collector.state === 'paused' ? paused : now.tcpWaiting}</p>;
}

function TcpStates({ tcp }: { tcp: TcpStatus }) {
  const { now } = useTexts();
  const format = useFormat();
  return (
    <div className="tcp-body">
      <div className="tcp-figure">
        <p>
          <span className="tcp-count number">{format.count(tcp.waitConnections)}</span>{' '}
          <span className="muted">{now.waitConnections}</span>
        </p>
        <WaitChart />
      </div>
      <StateTable states={tcp.states} />
    </div>
  );
}

function StateTable({ states }: { states: TcpStatus['states'] }) {
  const { now } = useTexts();
  const largest = Math.max(1, ...[...waitStates, ...otherStates].map((state) => states[state] ?? 0));
  return (
    <table className="tcp-table">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{now.tcpState}</th>
          <th scope="col">{now.tcpCount}</th>
        </tr>
      </thead>
      <StateGroup title={now.waitGroup} names={waitStates} states={states} largest={largest} />
      <StateGroup title={now.otherGroup} names={otherStates} states={states} largest={largest} />
      <QueueGroup states={states} />
    </table>
  );
}

interface StateGroupProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly states: TcpStatus['states'];
  readonly largest: number;
}

function StateGroup({ title, names, states, largest }: StateGroupProps) {
  return (
    <tbody>
      <GroupHead title={title} />
      {names.map((name) => {
        const count = states[name];
        if (count === undefined) return null;
        return (
          <tr key={name} className={count === 0 ? 'tcp-zero' : undefined}>
            <th scope="row">
              {name === 'unknown' ? (
                name.toUpperCase()
              ) : (
                <a href={routeHash({ page: 'tcp', item: name })}>{name.toUpperCase()}</a>
              )}
            </th>
            <td>
              <CountBar count={count} of={largest} />
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

function QueueGroup({ states }: { states: TcpStatus['states'] }) {
  const { now } = useTexts();
  const format = useFormat();
  const queues = [
    [now.rxQueued, states['rx_queued_bytes']],
    [now.txQueued, states['tx_queued_bytes']],
  ] as const;
  if (queues.every(([, bytes]) => bytes === undefined)) return null;
  return (
    <tbody>
      <GroupHead title={now.queued} />
      {queues.map(([name, bytes]) =>
        bytes === undefined ? null : (
          <tr key={name} className={bytes === 0 ? 'tcp-zero' : undefined}>
            <th scope="row" className="tcp-queue">
              {name}
            </th>
            <td className="number tcp-value">{format.bytes(bytes)}</td>
          </tr>
        ),
      )}
    </tbody>
  );
}

function GroupHead({ title }: { title: string }) {
  return (
    <tr className="tcp-group">
      <th scope="rowgroup" colSpan={2}>
        {title}
      </th>
    </tr>
  );
}
