import { Loader } from '@mantine/core';
import type { GatewayGroup } from '../../../main/contract/gateway-state';
import { Ago, Until } from '../../components/ago';
import { CopyButton } from '../../components/copy-button';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useAnswer } from '../../state/use-answer';
import { useFormat, useTexts } from '../../texts/texts';
import { Forwarded, GroupMark } from './group-marks';
import { GroupingKey } from './grouping-key';

interface GroupPanelProps {
  readonly group: GatewayGroup;
  readonly onClose: () => void;
}

/** One group that others pushed here: what it holds now, and where it goes. */
export function GroupPanel({ group, onClose }: GroupPanelProps) {
  const { pushes } = useTexts();
  return (
    <SidePanel size={720} onClose={onClose} title={pushes.in.groupTitle}>
      <div className="push-details">
        <div className="push-verdict">
          <GroupMark group={group} />
          {group.isOwn ? <p>{pushes.in.own}</p> : null}
          <Forwarded forwarded={group.forwarded} />
        </div>
        <GroupFacts group={group} />
        <Content group={group} />
      </div>
    </SidePanel>
  );
}

function GroupFacts({ group }: { group: GatewayGroup }) {
  const { pushes } = useTexts();
  const format = useFormat();
  const { groupingKey, pushedAtMs, failedAtMs, expiresAtMs, series } = group;
  return (
    <Facts>
      <Fact name={pushes.groupingKey}>
        <GroupingKey labels={groupingKey} />
      </Fact>
      <Fact name={pushes.in.lastPush}>{pushedAtMs !== undefined && <Ago atMs={pushedAtMs} />}</Fact>
      <Fact name={pushes.in.lastRefusal}>{failedAtMs !== undefined && <Ago atMs={failedAtMs} />}</Fact>
      <Fact name={pushes.in.expires}>
        {expiresAtMs === undefined ? pushes.in.stays : <Until atMs={expiresAtMs} />}
      </Fact>
      <Fact name={pushes.series}>{format.count(series)}</Fact>
    </Facts>
  );
}

/** Asked for again after each push; what was heard last stays meanwhile. */
function Content({ group: { groupingKey, pushedAtMs } }: { group: GatewayGroup }) {
  const { pushes } = useTexts();
  const { outcome, again } = useAnswer('gateway.group', { groupingKey }, pushedAtMs);
  if (outcome === undefined) {
    return (
      <div className="pushes-loading" role="status">
        <Loader size={16} aria-hidden="true" />
        <span className="muted">{pushes.in.loading}</span>
      </div>
    );
  }
  if (!outcome.ok) return <FailureNotice failure={outcome.error} again={again} />;
  const { text, textCut } = outcome.value;
  return (
    <div className="push-body">
      <div className="push-body-head">
        <h3>{pushes.in.content}</h3>
        {text === '' ? null : <CopyButton text={text} label={pushes.in.copyContent} />}
      </div>
      {text === '' ? (
        <p className="muted">{pushes.in.contentNone}</p>
      ) : (
        <Exposition text={text} label={pushes.in.content} />
      )}
      {textCut ? <p className="muted">{pushes.in.contentCut}</p> : null}
    </div>
  );
}
