import { Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import type { TcpState } from '../../../main/metrics/tcp-states';
import { CountBar } from '../../charts/count-bar';
import { BusyButton } from '../../components/busy-button';
import { ColumnHeads } from '../../components/column-heads';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useCall } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';

interface HoldersPanelProps {
  readonly state: TcpState;
  readonly onClose: () => void;
}

type Holders = CallOutput<'tcp.holders'>;

/** Who holds the connections of one state now: asked for on opening, and again by a press. */
export function HoldersPanel({ state, onClose }: HoldersPanelProps) {
  const { tcp } = useTexts();
  const { busy, answer, failure, run } = useCall('tcp.holders');
  const name = state.toUpperCase();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once on opening
  useEffect(() => void run({ state }), [state]);
  return (
    <SidePanel title={tcp.holdersOf(name)} size={520} onClose={onClose}>
      <div className="holders">
        {failure === undefined ? null : (
          <FailureNotice failure={failure} title={tcp.holdersFailed} again={() => void run({ state })} />
        )}
        {answer === undefined && failure === undefined ? (
          <p className="muted holders-wait" role="status">
            <Loader size="xs" /> {tcp.holdersLoading}
          </p>
        ) : null}
        {answer === undefined ? null : (
          <>
            {answer.connections === 0 ? <p>{tcp.holdersNone(name)}</p> : <HoldersTables holders={answer} />}
            <div className="holders-again">
              <BusyButton
                variant="default"
                busy={busy}
                leftSection={<IconRefresh size={15} />}
                onClick={() => void run({ state })}
              >
                {tcp.refresh}
              </BusyButton>
              <AsOf answer={answer} />
            </div>
          </>
        )}
      </div>
    </SidePanel>
  );
}

/** What is shown does not follow what happens: when it was so. */
function AsOf({ answer }: { readonly answer: Holders }) {
  const { tcp } = useTexts();
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is of another moment
  const atMs = useMemo(() => Date.now(), [answer]);
  return <span className="muted number">{tcp.asOf(format.clock(atMs))}</span>;
}

function HoldersTables({ holders }: { readonly holders: Holders }) {
  const { tcp } = useTexts();
  const format = useFormat();
  const { connections, processes, withoutProcess, remoteAddresses, distinct } = holders;
  return (
    <>
      <Facts across>
        <Fact name={tcp.total}>{format.count(connections)}</Fact>
        {withoutProcess === 0 ? null : (
          <Fact name={tcp.withoutProcess}>
            {format.count(withoutProcess)} <span className="muted">{tcp.withoutProcessWhy}</span>
          </Fact>
        )}
      </Facts>
      <CountTable
        title={tcp.processes}
        head={tcp.process}
        all={connections}
        distinct={distinct.processes}
        rows={processes.map(({ pid, name, connections: count }) => ({
          key: String(pid),
          what: (
            <>
              {name ?? tcp.unnamed} <span className="muted number">{`${tcp.pid} ${pid}`}</span>
            </>
          ),
          count,
        }))}
      />
      <CountTable
        title={tcp.remoteAddresses}
        head={tcp.remoteAddress}
        all={connections}
        distinct={distinct.remoteAddresses}
        rows={remoteAddresses.map(({ address, connections: count }) => ({
          key: address,
          what: <span className="mono">{address}</span>,
          count,
        }))}
      />
      <PortTable
        title={tcp.remotePorts}
        head={tcp.remotePort}
        all={connections}
        distinct={distinct.remotePorts}
        ports={holders.remotePorts}
      />
      <PortTable
        title={tcp.localPorts}
        head={tcp.localPort}
        all={connections}
        distinct={distinct.localPorts}
        ports={holders.localPorts}
      />
    </>
  );
}

interface PortTableProps {
  readonly title: string;
  readonly head: string;
  readonly all: number;
  readonly distinct: number;
  readonly ports: Holders['localPorts'];
}

function PortTable({ ports, ...table }: PortTableProps) {
  const rows = ports.map(({ port, connections: count }) => ({
    key: String(port),
    what: <span className="mono">{port}</span>,
    count,
  }));
  return <CountTable {...table} rows={rows} />;
}

interface CountTableProps {
  readonly title: string;
  readonly head: string;
  readonly all: number;
  /** With those that are no rows. */
  readonly distinct: number;
  readonly rows: readonly { readonly key: string; readonly what: ReactNode; readonly count: number }[];
}

/** Those with the most connections, each with its share of all. */
function CountTable({ title, head, all, distinct, rows }: CountTableProps) {
  const { tcp } = useTexts();
  const format = useFormat();
  return (
    <section className="holders-part" aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="muted">{tcp.none}</p>
      ) : (
        <table className="table">
          <ColumnHeads columns={[{ title: head }, { title: tcp.connections, isNumber: true }]} />
          <tbody>
            {rows.map(({ key, what, count }) => (
              <tr key={key}>
                <th scope="row">{what}</th>
                <td>
                  <CountBar count={count} of={all} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {distinct > rows.length ? (
        <p className="muted">{tcp.andMore(format.count(distinct - rows.length))}</p>
      ) : null}
    </section>
  );
}
