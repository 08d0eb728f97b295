import { type TcpState, tcpStates } from '../../../main/metrics/tcp-states';
import { Page } from '../../components/page';
import { goTo, useRoute } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { HoldersPanel } from './holders-panel';
import { TcpHistory } from './tcp-history';
import { TcpProblem } from './tcp-problem';
import './tcp.css';

/** `#/tcp/close_wait` opens who holds the connections of that state. */
export function TcpPage() {
  const { pages, tcp } = useTexts();
  const { item, query } = useRoute();
  const collector = useApp((app) => app.collectors.find(({ kind }) => kind === 'tcp-states'));
  const state = tcpStates.find((known): known is TcpState => known === item);
  return (
    <Page title={pages.tcp} intro={tcp.intro}>
      <TcpProblem collector={collector} />
      <TcpHistory
        key={`${query['range']} ${query['from']} ${query['to']}`}
        intervalMs={collector?.intervalMs ?? 15_000}
      />
      {state === undefined ? null : (
        <HoldersPanel key={state} state={state} onClose={() => goTo({ page: 'tcp', query })} />
      )}
    </Page>
  );
}
