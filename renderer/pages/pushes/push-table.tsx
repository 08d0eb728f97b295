import type { PushSummary } from '../../../main/contract/state';
import { ColumnHeads } from '../../components/column-heads';
import { Nothing } from '../../components/nothing';
import { Said } from '../../components/said';
import { StateMark } from '../../components/state-mark';
import { routeHash } from '../../state/route';
import { useToday } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { groupOf, groupWords } from './pushed-group';
import type { PushFilter } from './use-pushes';

export function PushTable({ pushes, filter }: { pushes: readonly PushSummary[]; filter: PushFilter }) {
  const { pushes: texts } = useTexts();
  return (
    <table className="table push-table">
      <ColumnHeads
        columns={[
          { title: texts.time },
          { title: texts.destination },
          { title: texts.outcome },
          { title: texts.status, isNumber: true, className: 'mid-only' },
          { title: texts.took, isNumber: true, className: 'mid-only' },
          { title: texts.size, isNumber: true, className: 'wide-only' },
          { title: texts.series, isNumber: true, className: 'wide-only' },
        ]}
      />
      <tbody>
        {pushes.map((push) => (
          <PushRow key={push.id} push={push} filter={filter} />
        ))}
      </tbody>
    </table>
  );
}

function PushRow({ push, filter }: { push: PushSummary; filter: PushFilter }) {
  const texts = useTexts();
  const format = useFormat();
  const moment = format.moment(push.atMs, useToday());
  const group = groupOf(push.url);
  return (
    <tr>
      <td className="number">
        <a
          className="push-link"
          href={routeHash({ page: 'pushes', item: String(push.id), query: { ...filter } })}
          aria-label={texts.pushes.openOne(moment, push.destination)}
        >
          {moment}
        </a>
      </td>
      <td className="push-destination">{push.destination}</td>
      <td className="push-outcome">
        <span className="push-mark">
          <StateMark
            state={push.ok ? 'ok' : 'failing'}
            word={push.ok ? texts.outcomes.delivered : texts.outcomes.failed}
          />
          {push.attempt > 1 ? <span className="muted">{texts.pushes.attempt(push.attempt)}</span> : null}
        </span>
        {push.errorMessage === undefined ? null : (
          <span className="push-error" title={push.errorMessage}>
            <Said text={push.errorMessage} />
          </span>
        )}
        {group === undefined ? null : <span className="push-group">{groupWords(group)}</span>}
      </td>
      <td className="table-number mid-only">
        <span className="muted mono">{push.method}</span> {push.status ?? <Nothing />}
      </td>
      <td className="table-number mid-only">{format.took(push.durationMs)}</td>
      <td className="table-number wide-only">{format.bytes(push.bytes)}</td>
      <td className="table-number wide-only">{format.count(push.series)}</td>
    </tr>
  );
}
