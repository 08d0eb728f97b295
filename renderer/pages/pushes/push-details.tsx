import type { CallOutput } from '../../../main/contract/contract';
import type { PushRecord } from '../../../main/contract/state';
import { Ago } from '../../components/ago';
import { CopyButton } from '../../components/copy-button';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { Said } from '../../components/said';
import { StateMark } from '../../components/state-mark';
import { useFormat, useTexts } from '../../texts/texts';
import { GroupingKey } from './grouping-key';
import { PushAgain } from './push-again';
import { PushDifference } from './push-difference';

export function PushDetails({ push }: { push: CallOutput<'pushes.get'> }) {
  const { pushes, outcomes } = useTexts();
  return (
    <div className="push-details">
      <div className="push-verdict">
        <StateMark state={push.ok ? 'ok' : 'failing'} word={push.ok ? outcomes.delivered : outcomes.failed} />
        {push.errorMessage === undefined ? null : (
          <p>
            <Said text={push.errorMessage} />
          </p>
        )}
      </div>
      <PushFacts push={push} />
      {push.curl === undefined ? (
        push.bodyCut ? (
          <p className="muted">{pushes.cutNoRepeat}</p>
        ) : null
      ) : (
        <div className="push-actions">
          {push.method === 'DELETE' ? null : <PushAgain push={push} />}
          <CopyButton text={push.curl} label={pushes.copyCurl} word={pushes.copyCurl} />
        </div>
      )}
      <Body
        title={pushes.sent}
        text={push.requestBody}
        none={push.method === 'DELETE' ? pushes.deleteBody : pushes.emptyBody}
        copyLabel={pushes.copySent}
        cut={push.bodyCut}
      />
      <Body
        title={pushes.cameBack}
        text={push.responseBody}
        isPlain
        none={push.status === undefined ? pushes.noAnswer : pushes.emptyBody}
        copyLabel={pushes.copyBack}
        cut={false}
      />
      {push.method === 'DELETE' ? null : <PushDifference id={push.id} />}
    </div>
  );
}

function PushFacts({ push }: { push: PushRecord }) {
  const { pushes } = useTexts();
  const format = useFormat();
  return (
    <Facts>
      <Fact name={pushes.time}>
        {format.full(push.atMs)} (<Ago atMs={push.atMs} />)
      </Fact>
      <Fact name={pushes.destination}>{push.destination}</Fact>
      <Fact name={pushes.request}>
        <span className="mono">
          {push.method} {push.url}
        </span>
      </Fact>
      <Fact name={pushes.groupingKey}>
        <GroupingKey labels={push.groupingKey} />
      </Fact>
      <Fact name={pushes.status}>{push.status ?? pushes.noAnswer}</Fact>
      <Fact name={pushes.took}>{format.took(push.durationMs)}</Fact>
      <Fact name={pushes.size}>
        {pushes.sizeSent(format.bytes(push.bytes), format.bytes(push.bytesSent))}
      </Fact>
      <Fact name={pushes.series}>{format.count(push.series)}</Fact>
      <Fact name={pushes.attemptLabel}>{format.count(push.attempt)}</Fact>
    </Facts>
  );
}

interface BodyProps {
  readonly title: string;
  readonly text: string;
  /** Not in the text exposition format. */
  readonly isPlain?: boolean;
  /** What is said when there is no text. */
  readonly none: string;
  readonly copyLabel: string;
  readonly cut: boolean;
}

function Body({ title, text, isPlain = false, none, copyLabel, cut }: BodyProps) {
  const { pushes } = useTexts();
  return (
    <div className="push-body">
      <div className="push-body-head">
        <h3>{title}</h3>
        {text === '' ? null : <CopyButton text={text} label={copyLabel} />}
      </div>
      {text === '' ? (
        <p className="muted">{none}</p>
      ) : (
        <Exposition text={text} label={title} isPlain={isPlain} />
      )}
      {cut ? <p className="muted">{pushes.cut}</p> : null}
    </div>
  );
}
