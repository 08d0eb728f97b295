import { Button } from '@mantine/core';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

/** Push servers that were found on this machine: nothing is pushed there unless somebody adds one. */
export function Offers({ onTake }: { onTake: (address: string) => void }) {
  const { destinations } = useTexts();
  const offers = useApp((app) => app.offers);
  if (offers.length === 0) return null;
  return (
    <Panel title={destinations.offersTitle}>
      <ul className="panel-body offers">
        {offers.map(({ url }) => (
          <li key={url}>
            <p>{destinations.offer(url)}</p>
            <Button
              size="xs"
              variant="default"
              aria-label={destinations.offerTakeOne(url)}
              onClick={() => onTake(url)}
            >
              {destinations.offerTake}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
