import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import type { TcpState } from '../../../main/metrics/tcp-states';
import { CountBar } from '../../charts/count-bar';
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
            <Button
              variant="default"
              loading={busy}
              leftSection={<IconRefresh size={15} />}
              onClick={() => void run({ state })}
            >
              {tcp.refresh}
            </Button>
          </>
        )}
      </div>
    </SidePanel>
  );
}

function HoldersTables({ holders }: { readonly holders: Holders }) {
  const { tcp } = useTexts();
  const format = useFormat();
  const { connections, processes, withoutProcess, remoteAddresses, remotePorts, localPorts } = holders;
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
        rows={remoteAddresses.map(({ address, connections: count }) => ({
          key: address,
          what: <span className="mono">{address}</span>,
          count,
        }))}
      />
      <PortTable title={tcp.remotePorts} head={tcp.remotePort} all={connections} ports={remotePorts} />
      <PortTable title={tcp.localPorts} head={tcp.localPort} all={connections} ports={localPorts} />
    </>
  );
}

interface PortTableProps {
  readonly title: string;
  readonly head: string;
  readonly all: number;
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
  readonly rows: readonly { readonly key: string; readonly what: ReactNode; readonly count: number }[];
}

/** Those with the most connections, each with its share of all. */
function CountTable({ title, head, all, rows }: CountTableProps) {
  const { tcp } = useTexts();
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
    </section>
  );
}
