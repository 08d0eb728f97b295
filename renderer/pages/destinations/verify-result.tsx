import { Ago } from '../../components/ago';
import { FailureNotice } from '../../components/notice';
import { StateMark } from '../../components/state-mark';
import type { CallState } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';

/** Whether a push arrived, and when it was where; nothing before the first time. */
export function VerifyResult({
  verify: { answer, failure, busy },
}: {
  verify: CallState<'destination.verify'>;
}) {
  const { destinations } = useTexts();
  const format = useFormat();
  return (
    <div className="verify-result" role="status" aria-busy={busy}>
      {busy ? <p className="muted">{destinations.verifying}</p> : null}
      {failure === undefined || busy ? null : <FailureNotice failure={failure} />}
      {answer === undefined || busy ? null : (
        <>
          <StateMark
            state="ok"
            word={destinations.arrived(format.took(answer.scrapedAtMs - answer.measuredAtMs))}
          />
          <ol className="stations">
            <Station name={destinations.measured} atMs={answer.measuredAtMs} />
            {answer.pushedAtMs === undefined ? null : (
              <Station name={destinations.pushed} atMs={answer.pushedAtMs} sinceMs={answer.measuredAtMs} />
            )}
            <Station
              name={destinations.scraped}
              atMs={answer.scrapedAtMs}
              sinceMs={answer.pushedAtMs ?? answer.measuredAtMs}
            />
          </ol>
        </>
      )}
    </div>
  );
}

interface StationProps {
  readonly name: string;
  readonly atMs: number;
  /** When it was at the station before. */
  readonly sinceMs?: number;
}

function Station({ name, atMs, sinceMs }: StationProps) {
  const { destinations } = useTexts();
  const format = useFormat();
  return (
    <li>
      <span className="muted">{name}</span>
      <Ago atMs={atMs} />
      {sinceMs === undefined ? null : (
        <span className="number muted">{destinations.after(format.took(Math.max(0, atMs - sinceMs)))}</span>
      )}
    </li>
  );
}
