import { IconRoute } from '@tabler/icons-react';
import { useId } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import { Ago } from '../../components/ago';
import { BusyButton } from '../../components/busy-button';
import { FailureNotice } from '../../components/notice';
import { useApp } from '../../state/session-context';
import { useCall } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';
import './way.css';

/** Measured, pushed, scraped, each with its age: for the destinations whose Prometheus is known. */
export function Ways({ destination }: { destination: string }) {
  const { pushes } = useTexts();
  const titleId = useId();
  const all = useApp((app) => app.settings.destinations);
  const known = all.filter(
    ({ id, enabled, prometheusUrl }) =>
      enabled && prometheusUrl !== undefined && (destination === '' || id === destination),
  );
  if (known.length === 0) return null;
  return (
    <section className="panel" aria-labelledby={titleId}>
      <div className="way-intro">
        <h2 id={titleId}>{pushes.way}</h2>
        <p className="muted">{pushes.wayText}</p>
      </div>
      <ul>
        {known.map(({ id }) => (
          <li key={id} className="way">
            <Way destination={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ destination }: { destination: string }) {
  const { pushes } = useTexts();
  const { busy, answer, failure, run } = useCall('destination.verify');
  return (
    <>
      <div className="way-head">
        <span className="way-name">{destination}</span>
        <BusyButton
          size="xs"
          variant="default"
          busy={busy}
          leftSection={<IconRoute size={14} />}
          aria-label={pushes.followOne(destination)}
          onClick={() => void run({ destination })}
        >
          {pushes.follow}
        </BusyButton>
      </div>
      <div aria-live="polite" className="way-answer">
        {busy ? <p className="muted">{pushes.following}</p> : null}
        {busy || answer === undefined ? null : <Steps arrival={answer} />}
        {busy || failure === undefined ? null : <FailureNotice failure={failure} />}
      </div>
    </>
  );
}

function Steps({ arrival }: { arrival: CallOutput<'destination.verify'> }) {
  const { pushes } = useTexts();
  const format = useFormat();
  const { measuredAtMs, pushedAtMs, scrapedAtMs, foundAtMs } = arrival;
  const steps = [
    { name: pushes.measured, atMs: measuredAtMs },
    ...(pushedAtMs === undefined ? [] : [{ name: pushes.pushed, atMs: pushedAtMs }]),
    scrapedAtMs === undefined
      ? { name: pushes.stored, atMs: foundAtMs, isBound: true }
      : { name: pushes.scraped, atMs: scrapedAtMs },
  ];
  return (
    <ol className="way-steps">
      {steps.map(({ name, atMs, isBound = false }, index) => {
        const before = steps[index - 1];
        return (
          <li key={name} className="way-step">
            {before === undefined ? null : (
              <span className="way-later">
                {(isBound ? pushes.within : pushes.later)(format.took(Math.max(0, atMs - before.atMs)))}
              </span>
            )}
            <span className="way-step-name">{name}</span>
            <span className="number">{format.clock(atMs)}</span>
            <span className="muted">
              <Ago atMs={atMs} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
