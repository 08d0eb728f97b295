import { Button } from '@mantine/core';
import { failureWords } from '../../components/notice';
import { Panel } from '../../components/panel';
import { routeHash } from '../../state/route';
import { useFormat, useTexts } from '../../texts/texts';
import { HappenedRow } from './happened-row';
import type { Happening } from './happenings';
import { type Day, useDay } from './use-day';
import './happened.css';

/** Outages, losses, sleep and changes of network of the last 24 hours. */
export function NowHappened() {
  const { happened } = useTexts();
  const day = useDay();
  return (
    <Panel
      title={happened.title}
      aside={<a href={routeHash({ page: 'report', query: { last: '24h' } })}>{happened.reportAll}</a>}
    >
      {day.happenings === undefined ? null : <Happenings all={day.happenings} />}
      {day.failure === undefined ? null : <Failed day={day} />}
      {day.happenings === undefined && day.failure === undefined ? (
        <p className="panel-body muted">{happened.reading}</p>
      ) : null}
    </Panel>
  );
}

const shown = 8;

function Happenings({ all }: { all: readonly Happening[] }) {
  const { happened } = useTexts();
  const format = useFormat();
  if (all.length === 0) return <p className="panel-body muted">{happened.nothing}</p>;
  const more = all.length - shown;
  return (
    <>
      <ol className="happened">
        {all.slice(0, shown).map((one) => (
          <HappenedRow key={`${one.kind} ${one.fromMs}`} happening={one} />
        ))}
      </ol>
      {more > 0 ? <p className="happened-more muted">{happened.more(format.count(more))}</p> : null}
    </>
  );
}

/** No alert: what stands above it tells what is wrong now, and this can wait. */
function Failed({ day }: { day: Day }) {
  const texts = useTexts();
  const words = day.failure && failureWords(day.failure, texts);
  return (
    <div className="panel-body happened-failed">
      <p>
        {texts.happened.failed} <span className="muted">{words?.message}</span>
      </p>
      <Button size="xs" variant="default" onClick={day.again}>
        {texts.actions.tryAgain}
      </Button>
    </div>
  );
}
