import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ForwardedGroup, GatewayGroup } from '../../../main/contract/gateway-state';
import { Ago, Until } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { Confirm } from '../../components/confirm';
import { Nothing } from '../../components/nothing';
import { useFailureToast } from '../../components/quick-save';
import { type MarkedState, StateMark } from '../../components/state-mark';
import { useToast } from '../../components/toasts';
import { useClient } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
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
    if (removed.ok) toast({ state: 'ok', text: pushes.in.removed(groupWords(group.groupingKey)) });
    else sayFailure(removed.error);
    await reload();
  };
}

function GroupRow({ group, onRemove }: { group: GatewayGroup; onRemove: () => void }) {
  const { pushes } = useTexts();
  const format = useFormat();
  const { groupingKey, pushedAtMs, expiresAtMs, series, forwarded } = group;
  return (
    <tr>
      <th scope="row">
        <GroupingKey labels={groupingKey} />
        <Forwarded forwarded={forwarded} />
      </th>
      <td>
        <StateMark {...markOf(group, pushes.in)} />
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

function markOf(
  { lastPushFailed, pushedAtMs }: GatewayGroup,
  words: { readonly taken: string; readonly refusedLast: string; readonly noneTaken: string },
): { state: MarkedState; word: string } {
  if (lastPushFailed) return { state: 'failing', word: words.refusedLast };
  return pushedAtMs === undefined
    ? { state: 'waiting', word: words.noneTaken }
    : { state: 'ok', word: words.taken };
}

const forwardMarks: Readonly<Record<ForwardedGroup['state'], MarkedState>> = {
  waiting: 'waiting',
  delivered: 'ok',
  failing: 'failing',
  refused: 'failing',
};

/** Where it was passed on to, and why not. */
function Forwarded({ forwarded }: { forwarded: readonly ForwardedGroup[] }) {
  const { pushes } = useTexts();
  if (forwarded.length === 0) return null;
  return (
    <ul className="row-detail group-forwarded">
      {forwarded.map(({ destination, url, state, problem }) => (
        <li key={`${destination} ${url}`}>
          {pushes.in.forwarded} {destination}:{' '}
          <StateMark state={forwardMarks[state]} word={pushes.in.forwardStates[state]} />
          {problem === undefined ? null : <span className="group-problem">{problem}</span>}
        </li>
      ))}
    </ul>
  );
}
