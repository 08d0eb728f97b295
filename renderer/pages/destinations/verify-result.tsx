import type { CallOutput } from '../../../main/contract/contract';
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
  return (
    <div className="verify-result" role="status" aria-busy={busy}>
      {busy ? <p className="muted">{destinations.verifying}</p> : null}
      {failure === undefined || busy ? null : <FailureNotice failure={failure} />}
      {answer === undefined || busy ? null : <Arrived arrival={answer} />}
    </div>
  );
}

function Arrived({ arrival }: { arrival: CallOutput<'destination.verify'> }) {
  const { destinations } = useTexts();
  const format = useFormat();
  const { measuredAtMs, pushedAtMs, scrapedAtMs, foundAtMs } = arrival;
  const words =
    scrapedAtMs === undefined
      ? destinations.arrivedWithin(format.took(Math.max(0, foundAtMs - measuredAtMs)))
      : destinations.arrived(format.took(scrapedAtMs - measuredAtMs));
  return (
    <>
      <StateMark state="ok" word={words} />
      <ol className="stations">
        <Station name={destinations.measured} atMs={measuredAtMs} />
        {pushedAtMs === undefined ? null : (
          <Station name={destinations.pushed} atMs={pushedAtMs} sinceMs={measuredAtMs} />
        )}
        {scrapedAtMs === undefined ? (
          <Station name={destinations.stored} atMs={foundAtMs} withinMs={measuredAtMs} />
        ) : (
          <Station name={destinations.scraped} atMs={scrapedAtMs} sinceMs={pushedAtMs ?? measuredAtMs} />
        )}
      </ol>
    </>
  );
}

interface StationProps {
  readonly name: string;
  readonly atMs: number;
  /** When it was at the station before. */
  readonly sinceMs?: number;
  /** The same where `atMs` is only by when it was at this one. */
  readonly withinMs?: number;
}

function Station({ name, atMs, sinceMs, withinMs }: StationProps) {
  const { destinations } = useTexts();
  const format = useFormat();
  return (
    <li>
      <span className="muted">{name}</span>
      <Ago atMs={atMs} />
      {sinceMs === undefined ? null : (
        <span className="number muted">{destinations.after(format.took(Math.max(0, atMs - sinceMs)))}</span>
      )}
      {withinMs === undefined ? null : (
        <span className="number muted">{destinations.within(format.took(Math.max(0, atMs - withinMs)))}</span>
      )}
    </li>
  );
}
