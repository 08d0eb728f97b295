import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { PushRecord, PushSummary } from '../../../main/contract/state';
import type { Outcome } from '../../../main/outcome';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { PushDetails } from './push-details';

interface PushPanelProps {
  readonly id: number;
  /** What it was opened from, newest first: where "newer" and "older" lead. */
  readonly list: readonly PushSummary[];
  readonly onShow: (id: number) => void;
  readonly onClose: () => void;
}

/** One push: what was sent and what came back. */
export function PushPanel({ id, list, onShow, onClose }: PushPanelProps) {
  const { pushes } = useTexts();
  const found = usePushRecord(id);
  const position = list.findIndex((push) => push.id === id);
  return (
    <SidePanel
      size={720}
      onClose={onClose}
      title={
        <span className="push-panel-title">
          {pushes.title(id)}
          <Neighbour label={pushes.newer} push={list[position - 1]} onShow={onShow} icon={IconChevronUp} />
          <Neighbour
            label={pushes.olderOne}
            push={position < 0 ? undefined : list[position + 1]}
            onShow={onShow}
            icon={IconChevronDown}
          />
        </span>
      }
    >
      {found === undefined ? (
        <div className="pushes-loading" role="status">
          <Loader size={16} aria-hidden="true" />
          <span className="muted">{pushes.loadingOne}</span>
        </div>
      ) : found.ok ? (
        <PushDetails push={found.value} />
      ) : (
        <FailureNotice failure={found.error} />
      )}
    </SidePanel>
  );
}

interface NeighbourProps {
  readonly label: string;
  readonly push: PushSummary | undefined;
  readonly onShow: (id: number) => void;
  readonly icon: typeof IconChevronUp;
}

function Neighbour({ label, push, onShow, icon: Icon }: NeighbourProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        disabled={push === undefined}
        onClick={() => {
          if (push !== undefined) onShow(push.id);
        }}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Undefined while it is asked for. */
function usePushRecord(id: number): Outcome<PushRecord> | undefined {
  const client = useClient();
  const [found, setFound] = useState<{ id: number; outcome: Outcome<PushRecord> } | undefined>();
  useEffect(() => {
    void client.call('pushes.get', { id }).then((outcome) => setFound({ id, outcome }));
  }, [client, id]);
  return found?.id === id ? found.outcome : undefined;
}
