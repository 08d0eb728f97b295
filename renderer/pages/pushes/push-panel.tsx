import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { PushSummary } from '../../../main/contract/state';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useAnswer } from '../../state/use-answer';
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
  const { outcome, again } = useAnswer('pushes.get', { id });
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
      {outcome === undefined ? (
        <div className="pushes-loading" role="status">
          <Loader size={16} aria-hidden="true" />
          <span className="muted">{pushes.loadingOne}</span>
        </div>
      ) : outcome.ok ? (
        <PushDetails push={outcome.value} />
      ) : (
        <FailureNotice failure={outcome.error} again={again} />
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
