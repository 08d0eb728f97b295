import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { GatewayGroup } from '../../../main/contract/gateway-state';
import { Ago, Until } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { Confirm } from '../../components/confirm';
import { focusContent } from '../../components/focus';
import { Nothing } from '../../components/nothing';
import { useFailureToast } from '../../components/quick-save';
import { useToast } from '../../components/toasts';
import { routeHash } from '../../state/route';
import { useClient } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { Forwarded, GroupMark } from './group-marks';
import { GroupingKey } from './grouping-key';
import { groupWords } from './pushed-group';

interface GroupTableProps {
  readonly groups: readonly GatewayGroup[];
  readonly reload: () => Promise<void>;
}

/** The groups that this machine's own gateway holds. */
export function GroupTable({ groups, reload }: GroupTableProps) {
  const { pushes, actions } = useTexts();
  const [asked, setAsked] = useState<GatewayGroup | undefined>();
  const remove = useRemove(reload);
  return (
    <>
      <table className="table table-two-lines group-table">
        <ColumnHeads
          columns={[
            { title: pushes.in.group },
            { title: pushes.in.state },
            { title: pushes.in.lastPush, isNumber: true, className: 'mid-only' },
            { title: pushes.in.expires, isNumber: true, className: 'mid-only' },
            { title: pushes.series, isNumber: true, className: 'wide-only' },
            { title: actions.remove, isHidden: true },
          ]}
        />
        <tbody>
          {groups.map((group) => (
            <GroupRow key={groupWords(group.groupingKey)} group={group} onRemove={() => setAsked(group)} />
          ))}
        </tbody>
      </table>
      {asked === undefined ? null : (
        <Confirm
          title={pushes.in.removeTitle}
          action={pushes.in.remove}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            void remove(asked);
          }}
        >
          <GroupingKey labels={asked.groupingKey} />
          <p>{pushes.in.removeText}</p>
        </Confirm>
      )}
    </>
  );
}

function useRemove(reload: () => Promise<void>): (group: GatewayGroup) => Promise<void> {
  const { pushes } = useTexts();
  const client = useClient();
  const toast = useToast();
  const sayFailure = useFailureToast();
  return async (group) => {
    const removed = await client.call('gateway.delete', { groupingKey: group.groupingKey });
    if (removed.ok) {
      focusContent();
      toast({ state: 'ok', text: pushes.in.removed(groupWords(group.groupingKey)) });
    } else {
      sayFailure(removed.error);
    }
    await reload();
  };
}

function GroupRow({ group, onRemove }: { group: GatewayGroup; onRemove: () => void }) {
  const { pushes } = useTexts();
  const format = useFormat();
  const { groupingKey, isOwn, pushedAtMs, expiresAtMs, series, forwarded } = group;
  return (
    <tr>
      <th scope="row">
        <a
          className="group-link"
          href={routeHash({ page: 'pushes', item: 'in', query: { group: groupWords(groupingKey) } })}
          aria-label={pushes.in.openOne(groupWords(groupingKey))}
        >
          <GroupingKey labels={groupingKey} />
        </a>
        {isOwn ? <p className="row-detail group-own">{pushes.in.own}</p> : null}
        <Forwarded forwarded={forwarded} />
      </th>
      <td>
        <GroupMark group={group} />
      </td>
      <td className="table-number mid-only">
        {pushedAtMs === undefined ? <Nothing /> : <Ago atMs={pushedAtMs} />}
      </td>
      <td className="table-number mid-only">
        {expiresAtMs === undefined ? (
          <span className="muted">{pushes.in.stays}</span>
        ) : (
          <Until atMs={expiresAtMs} />
        )}
      </td>
      <td className="table-number wide-only">{format.count(series)}</td>
      <td className="table-number">
        <ActionIcon aria-label={pushes.in.removeOne(groupWords(groupingKey))} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </td>
    </tr>
  );
}
