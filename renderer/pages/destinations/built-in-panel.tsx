import type { DestinationStatus } from '../../../main/contract/state';
import { Facts } from '../../components/facts';
import { useMarked } from '../../components/marked';
import { Panel } from '../../components/panel';
import { useTexts } from '../../texts/texts';
import { DeliveryFacts, DestinationProblem, DestinationState } from './destination-health';

/** The push to our own gateway: nothing of it can be set. */
export function BuiltInPanel({ destination }: { destination: DestinationStatus }) {
  const { destinations } = useTexts();
  const marked = useMarked<HTMLElement>(destination.id);
  return (
    <Panel title={destinations.builtInTitle} mark={<DestinationState status={destination} />} marked={marked}>
      <div className="panel-body destination">
        <p className="mono row-address">{destination.url}</p>
        <p className="muted destination-text">{destinations.builtInText}</p>
        <DestinationProblem status={destination} />
        <Facts across>
          <DeliveryFacts status={destination} />
        </Facts>
      </div>
    </Panel>
  );
}
