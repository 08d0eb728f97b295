import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import type { GatewayGroup } from '../../../main/contract/gateway-state';
import type { Outcome } from '../../../main/outcome';
import { Ago, Until } from '../../components/ago';
import { CopyButton } from '../../components/copy-button';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useClient } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { Forwarded, GroupMark } from './group-marks';
import { GroupingKey } from './grouping-key';
import { groupWords } from './pushed-group';

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

function Content({ group }: { group: GatewayGroup }) {
  const { pushes } = useTexts();
  const content = useContent(group);
  if (content === undefined) {
    return (
      <div className="pushes-loading" role="status">
        <Loader size={16} aria-hidden="true" />
        <span className="muted">{pushes.in.loading}</span>
      </div>
    );
  }
  if (!content.ok) return <FailureNotice failure={content.error} />;
  const { text, textCut } = content.value;
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

type GroupContent = Outcome<CallOutput<'gateway.group'>>;

/** Asked again after each push; what was heard last stays meanwhile. Undefined until the first answer. */
function useContent({ groupingKey, pushedAtMs }: GatewayGroup): GroupContent | undefined {
  const client = useClient();
  const [content, setContent] = useState<{ of: string; answer: GroupContent } | undefined>();
  const id = groupWords(groupingKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is another object each time, and the same group
  useEffect(() => {
    let isWanted = true;
    void client.call('gateway.group', { groupingKey }).then((answer) => {
      if (isWanted) setContent({ of: id, answer });
    });
    return () => {
      isWanted = false;
    };
  }, [client, id, pushedAtMs]);
  return content?.of === id ? content.answer : undefined;
}
