import type { CollectorStatus } from '../../../main/contract/state';
import { Notice } from '../../components/notice';
import { Said } from '../../components/said';
import { useTexts } from '../../texts/texts';

/** Why there are no newer counts than what the charts show. */
export function TcpProblem({ collector }: { readonly collector: CollectorStatus | undefined }) {
  const { now } = useTexts();
  if (collector === undefined) return <Notice tone="quiet" title={now.tcpNone} />;
  if (collector.state === 'paused')
    return <Notice tone="quiet" title={collector.enabled ? now.tcpPaused : now.tcpOff} />;
  if (collector.state !== 'failing') return null;
  return collector.problems.map(({ message }) => (
    <Notice key={message} tone="failing" title={<Said text={message} />} />
  ));
}
