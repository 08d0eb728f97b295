import { Button, Loader } from '@mantine/core';
import { IconInbox, IconPlugConnectedX } from '@tabler/icons-react';
import type { GatewayState } from '../../../main/contract/gateway-state';
import { Empty } from '../../components/empty';
import { FailureNotice } from '../../components/notice';
import { Panel } from '../../components/panel';
import { goTo, useRoute } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { GroupPanel } from './group-panel';
import { GroupTable } from './group-table';
import { groupWords } from './pushed-group';
import { RefusedPushes } from './refused-pushes';
import { useGateway } from './use-gateway';
import './pushed-in.css';

/** What others pushed to this machine's own gateway: what it took, and what it did not. */
export function PushedIn() {
  const { pushes } = useTexts();
  const { state, failure, reload } = useGateway();
  const isOff = useApp(({ address, settings }) => address === undefined || !settings.server.gateway);
  if (isOff) return <GatewayOff />;
  if (state === undefined) {
    if (failure) return <FailureNotice failure={failure} />;
    return (
      <div className="pushes-loading" role="status">
        <Loader size={16} aria-hidden="true" />
        <span className="muted">{pushes.in.loading}</span>
      </div>
    );
  }
  return (
    <>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      <Groups state={state} reload={reload} />
      <Panel title={pushes.in.refused}>
        <RefusedPushes refused={state.refused} total={state.refusedPushes} />
      </Panel>
    </>
  );
}

function GatewayOff() {
  const { pushes } = useTexts();
  return (
    <section className="panel" aria-label={pushes.in.groups}>
      <Empty icon={IconPlugConnectedX} title={pushes.in.off} text={pushes.in.offText}>
        <Button variant="default" onClick={() => goTo({ page: 'settings' })}>
          {pushes.in.toSettings}
        </Button>
      </Empty>
    </section>
  );
}

function Groups({ state, reload }: { state: GatewayState; reload: () => Promise<void> }) {
  const { pushes } = useTexts();
  const address = useApp((app) => app.address) ?? '';
  const { groups, expiredGroups } = state;
  const { group: openId } = useRoute().query;
  const open = groups.find(({ groupingKey }) => groupWords(groupingKey) === openId);
  return (
    <Panel
      title={pushes.in.groups}
      aside={expiredGroups === 0 ? undefined : pushes.in.expired(expiredGroups)}
    >
      {groups.length === 0 ? (
        <Empty icon={IconInbox} title={pushes.in.none} text={pushes.in.noneText(address)} />
      ) : (
        <GroupTable groups={groups} reload={reload} />
      )}
      {open === undefined ? null : (
        <GroupPanel group={open} onClose={() => goTo({ page: 'pushes', item: 'in' })} />
      )}
    </Panel>
  );
}
