import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { DestinationStatus } from '../../../main/contract/state';
import { Ago, Until } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { Empty } from '../../components/empty';
import { Nothing } from '../../components/nothing';
import { Panel } from '../../components/panel';
import { Said } from '../../components/said';
import { StateIcon, toneOf } from '../../components/state-mark';
import { routeHash } from '../../state/route';
import { useApp, useNow } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

export function NowDestinations() {
  const { now } = useTexts();
  const destinations = useApp((app) => app.destinations);
  const toDestinations = routeHash({ page: 'destinations' });
  return (
    <Panel title={now.destinations} aside={<a href={toDestinations}>{now.manageDestinations}</a>}>
      {destinations.length === 0 ? (
        <Empty icon={IconSend} title={now.noDestinations} text={now.noDestinationsText}>
          <Button component="a" href={toDestinations} variant="default">
            {now.addDestination}
          </Button>
        </Empty>
      ) : (
        <DestinationTable destinations={destinations} />
      )}
    </Panel>
  );
}

function DestinationTable({ destinations }: { destinations: readonly DestinationStatus[] }) {
  const { now } = useTexts();
  return (
    <table className="table table-two-lines">
      <ColumnHeads
        columns={[
          { title: now.destination },
          { title: now.lastPush, isNumber: true },
          { title: now.answer, isNumber: true, className: 'wide-only' },
          { title: now.took, isNumber: true, className: 'wide-only' },
          { title: now.nextPush, isNumber: true },
        ]}
      />
      <tbody>
        {destinations.map((destination) => (
          <DestinationRow key={`${destination.id} ${destination.url}`} destination={destination} />
        ))}
      </tbody>
    </table>
  );
}

function DestinationRow({ destination }: { destination: DestinationStatus }) {
  const format = useFormat();
  const { lastPush, nextPushAtMs, state } = destination;
  return (
    <tr className={state === 'paused' || state === 'unheard' ? 'row-quiet' : undefined}>
      <th scope="row">
        <DestinationName destination={destination} />
      </th>
      <td className="table-number">
        {lastPush === undefined ? (
          <Nothing />
        ) : (
          <a href={routeHash({ page: 'pushes', item: String(lastPush.id) })}>
            <Ago atMs={lastPush.atMs} />
          </a>
        )}
      </td>
      <td className="table-number wide-only">{lastPush?.status ?? <Nothing />}</td>
      <td className="table-number wide-only">
        {lastPush === undefined ? <Nothing /> : format.took(lastPush.durationMs)}
      </td>
      <td className="table-number">
        {nextPushAtMs === undefined ? <Nothing /> : <Until atMs={nextPushAtMs} />}
      </td>
    </tr>
  );
}

function DestinationName({ destination }: { destination: DestinationStatus }) {
  const { now, destinationStates } = useTexts();
  const { id, url, state, builtIn, problem } = destination;
  return (
    <div className="row-name">
      <StateIcon state={state} />
      <div className="row-words">
        <span className="row-title">{id}</span>
        <span className="row-detail">
          <span className={`toned tone-${toneOf(state)}`}>{destinationStates[state]}</span>
          <FailingFor destination={destination} />
          <span className="mono row-address">{url}</span>
          {builtIn ? <span>{now.builtIn}</span> : null}
        </span>
        {problem === undefined ? null : (
          <span className="row-reason">
            <Said text={problem} />
          </span>
        )}
        <Backlog destination={destination} />
      </div>
    </div>
  );
}

function FailingFor({ destination: { failingSinceMs } }: { destination: DestinationStatus }) {
  const { now } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  if (failingSinceMs === undefined) return null;
  return <span>{now.failingSince(format.span(Math.max(0, nowMs - failingSinceMs)))}</span>;
}

/** What a destination that takes history has not taken yet. */
function Backlog({ destination: { backlog } }: { destination: DestinationStatus }) {
  const { now } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  if (backlog === undefined) return null;
  const { samples, bytes, oldestAtMs, droppedSamples } = backlog;
  if (samples === 0 && droppedSamples === 0) return null;
  const [count, size] = [format.count(samples), format.bytes(bytes)];
  return (
    <span className="row-reason">
      {samples === 0
        ? null
        : oldestAtMs === undefined
          ? now.backlogFew(count, size)
          : now.backlog(count, size, format.span(Math.max(0, nowMs - oldestAtMs)))}
      {droppedSamples === 0 ? null : (
        <span className="tone-trouble toned"> {now.dropped(format.count(droppedSamples))}</span>
      )}
    </span>
  );
}
