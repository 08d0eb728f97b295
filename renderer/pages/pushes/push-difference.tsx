import { Loader } from '@mantine/core';
import type { CallOutput } from '../../../main/contract/contract';
import { FailureNotice } from '../../components/notice';
import { routeHash, useRoute } from '../../state/route';
import { useAnswer } from '../../state/use-answer';
import { useFormat, useTexts } from '../../texts/texts';
import './push-difference.css';

type Difference = CallOutput<'pushes.diff'>;

/** What a push sent that the delivered one before it to the same address did not, and the other way round. */
export function PushDifference({ id }: { id: number }) {
  const { pushes } = useTexts();
  const { outcome, again } = useAnswer('pushes.diff', { id });
  return (
    <section className="push-body" aria-label={pushes.difference}>
      <h3>{pushes.difference}</h3>
      {outcome === undefined ? (
        <div className="push-comparing" role="status">
          <Loader size={14} aria-hidden="true" />
          <span className="muted">{pushes.comparing}</span>
        </div>
      ) : outcome.ok ? (
        <DifferenceFound difference={outcome.value} />
      ) : outcome.error.code === 'no_push_before' ? (
        <p className="muted">{pushes.nothingBefore}</p>
      ) : (
        <FailureNotice failure={outcome.error} again={again} />
      )}
    </section>
  );
}

function DifferenceFound({ difference }: { difference: Difference }) {
  const { pushes } = useTexts();
  const format = useFormat();
  const { query } = useRoute();
  const { before, changedValues, equalValues, addedSeries, removedSeries } = difference;
  return (
    <>
      <p>
        <a href={routeHash({ page: 'pushes', item: String(before), query })}>{pushes.differsFrom(before)}</a>
        {': '}
        {addedSeries.length + removedSeries.length === 0 ? `${pushes.sameSeries} ` : null}
        {pushes.values(format.count(changedValues), format.count(equalValues))}
      </p>
      {difference.isPartial ? <p className="muted">{pushes.partial}</p> : null}
      <Names title={pushes.addedFamilies} sign="+" names={difference.addedFamilies} />
      <Names title={pushes.removedFamilies} sign="−" names={difference.removedFamilies} />
      <Names title={pushes.addedSeries} sign="+" names={addedSeries} />
      <Names title={pushes.removedSeries} sign="−" names={removedSeries} />
    </>
  );
}

const namesShown = 100;

function Names({ title, sign, names }: { title: string; sign: '+' | '−'; names: readonly string[] }) {
  const { pushes } = useTexts();
  const format = useFormat();
  if (names.length === 0) return null;
  return (
    <div className="difference">
      <p className="difference-title">
        {title} <span className="number">{format.count(names.length)}</span>
      </p>
      <ul className={sign === '+' ? 'tone-ok' : 'tone-failing'}>
        {names.slice(0, namesShown).map((name) => (
          <li key={name} className="mono">
            <span className="difference-sign" aria-hidden="true">
              {sign}
            </span>
            {name}
          </li>
        ))}
      </ul>
      {names.length > namesShown ? (
        <p className="muted">{pushes.andMore(format.count(names.length - namesShown))}</p>
      ) : null}
    </div>
  );
}
