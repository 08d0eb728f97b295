import type { RefusedPushRecord } from '../../../main/contract/gateway-state';
import { CopyButton } from '../../components/copy-button';
import { Exposition } from '../../components/exposition';
import { Said } from '../../components/said';
import { StateIcon } from '../../components/state-mark';
import { useToday } from '../../state/session-context';
import { useFormat, useSentence, useTexts } from '../../texts/texts';

interface RefusedPushesProps {
  /** Newest first. */
  readonly refused: readonly RefusedPushRecord[];
  /** Since the start: more than are kept. */
  readonly total: number;
}

/** What the gateway did not take, each with its body and what is wrong in it. */
export function RefusedPushes({ refused, total }: RefusedPushesProps) {
  const { pushes } = useTexts();
  const format = useFormat();
  if (refused.length === 0) return <p className="panel-body muted">{pushes.in.refusedNone}</p>;
  return (
    <>
      <ul>
        {refused.map((push) => (
          <li key={`${push.atMs} ${push.path} ${push.body?.text.length ?? ''}`} className="refused">
            <RefusedPush push={push} />
          </li>
        ))}
      </ul>
      {total > refused.length ? (
        <p className="muted refused-foot">
          {pushes.in.refusedKept(format.count(refused.length), format.count(total))}
        </p>
      ) : null}
    </>
  );
}

function RefusedPush({ push }: { push: RefusedPushRecord }) {
  const format = useFormat();
  const moment = format.moment(push.atMs, useToday());
  return (
    <details>
      <summary>
        <StateIcon state="failing" size={15} />
        <span className="refused-head">
          <span className="row-detail">
            <span className="number">{moment}</span>
            <span className="mono refused-path">
              {push.method} {push.path}
            </span>
            <span className="number">{push.status}</span>
          </span>
          <span>
            <Said text={push.message} />
          </span>
        </span>
      </summary>
      <RefusedBody push={push} />
    </details>
  );
}

function RefusedBody({ push: { body, faults } }: { push: RefusedPushRecord }) {
  const { pushes, faultAt } = useTexts();
  const inWords = useSentence();
  const format = useFormat();
  const elsewhere = faults.filter(({ line }) => line === 0);
  return (
    <div className="refused-body">
      {elsewhere.length === 0 ? null : (
        <ul className="notice-faults">
          {elsewhere.map(({ line, column, path = '', message }) => (
            <li key={`${path} ${message}`}>{faultAt(line, column, path, inWords(message))}</li>
          ))}
        </ul>
      )}
      {body === undefined ? (
        <p className="muted">{pushes.in.bodyMissing}</p>
      ) : body.base64 ? (
        <p className="muted">{pushes.in.bodyBinary}</p>
      ) : (
        <>
          <div className="push-body-head">
            <h3>{pushes.in.body}</h3>
            <CopyButton text={body.text} label={pushes.in.copyBody} />
          </div>
          {body.text === '' ? (
            <p className="muted">{pushes.emptyBody}</p>
          ) : (
            <Exposition text={body.text} label={pushes.in.body} faults={faults} />
          )}
          {body.cut ? <p className="muted">{pushes.in.bodyCut(format.bytes(body.bytes))}</p> : null}
        </>
      )}
    </div>
  );
}
