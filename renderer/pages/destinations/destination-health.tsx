import type { DestinationStatus, PushSummary } from '../../../main/contract/state';
import { Ago, Until } from '../../components/ago';
import { Fact } from '../../components/facts';
import { Said } from '../../components/said';
import { StateMark, toneOf } from '../../components/state-mark';
import { routeHash } from '../../state/route';
import { useFormat, useTexts } from '../../texts/texts';

export function DestinationState({ status: { state } }: { status: DestinationStatus }) {
  const { destinationStates } = useTexts();
  return <StateMark state={state} word={destinationStates[state]} />;
}

/** Why a destination does not take what it should. */
export function DestinationProblem({ status: { state, problem } }: { status: DestinationStatus }) {
  if (problem === undefined) return null;
  return (
    <p className={`destination-problem tone-${toneOf(state)}`}>
      <Said text={problem} />
    </p>
  );
}

/** Its last and next push, and since when they fail. */
export function DeliveryFacts({ status }: { status: DestinationStatus }) {
  const { destinations } = useTexts();
  const format = useFormat();
  const { lastPush, nextPushAtMs, failingSinceMs, consecutiveFailures } = status;
  return (
    <>
      <Fact name={destinations.lastPush}>{lastPush && <LastPush push={lastPush} />}</Fact>
      <Fact name={destinations.answer}>{lastPush && <Answer push={lastPush} />}</Fact>
      <Fact name={destinations.nextPush}>{nextPushAtMs && <Until atMs={nextPushAtMs} />}</Fact>
      <Fact name={destinations.failingSince}>
        {failingSinceMs && <span className="number">{format.clock(failingSinceMs)}</span>}
      </Fact>
      <Fact name={destinations.failures}>
        {consecutiveFailures > 0 && <span className="number">{format.count(consecutiveFailures)}</span>}
      </Fact>
      <BacklogFacts backlog={status.backlog} />
    </>
  );
}

/** What waits on disk of a destination that takes history, and what was given up. */
function BacklogFacts({ backlog }: { backlog: DestinationStatus['backlog'] }) {
  const { destinations } = useTexts();
  const format = useFormat();
  if (backlog === undefined) return null;
  const { samples, bytes, oldestAtMs, droppedSamples } = backlog;
  return (
    <>
      <Fact name={destinations.backlog}>
        {samples === 0
          ? destinations.backlogEmpty
          : destinations.backlogSize(format.count(samples), format.bytes(bytes))}
      </Fact>
      <Fact name={destinations.backlogOldest}>{oldestAtMs && <Ago atMs={oldestAtMs} />}</Fact>
      <Fact name={destinations.dropped}>
        {droppedSamples > 0 && (
          <span className="number" title={destinations.droppedHelp}>
            {format.count(droppedSamples)}
          </span>
        )}
      </Fact>
    </>
  );
}

function LastPush({ push: { id, atMs } }: { push: PushSummary }) {
  return (
    <a href={routeHash({ page: 'pushes', item: String(id) })}>
      <Ago atMs={atMs} />
    </a>
  );
}

function Answer({ push: { status, durationMs } }: { push: PushSummary }) {
  const { destinations } = useTexts();
  const format = useFormat();
  const span = format.took(durationMs);
  return (
    <span className="number">
      {status === undefined ? destinations.unanswered(span) : destinations.answered(status, span)}
    </span>
  );
}
