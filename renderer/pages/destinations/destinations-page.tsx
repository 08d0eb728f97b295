import { Button } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty } from '../../components/empty';
import { Page } from '../../components/page';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { BuiltInPanel } from './built-in-panel';
import { DestinationForm } from './destination-form';
import { DestinationPanel } from './destination-panel';
import './destinations.css';

type Open = { readonly original?: string };

export function DestinationsPage() {
  const { pages, destinations } = useTexts();
  const settings = useApp((app) => app.settings.destinations);
  const builtIn = useApp((app) => app.destinations.find((destination) => destination.builtIn));
  const [open, setOpen] = useState<Open | undefined>();
  const addDestination = (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setOpen({})}>
      {destinations.add}
    </Button>
  );
  return (
    <Page
      title={pages.destinations}
      intro={destinations.intro}
      actions={settings.length > 0 ? addDestination : undefined}
    >
      {settings.length === 0 ? <NoDestination>{addDestination}</NoDestination> : null}
      {settings.map((destination) => (
        <DestinationPanel
          key={destination.id}
          settings={destination}
          onEdit={() => setOpen({ original: destination.id })}
        />
      ))}
      {builtIn === undefined ? null : <BuiltInPanel destination={builtIn} />}
      {open === undefined ? null : <DestinationForm {...open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function NoDestination({ children }: { children: React.ReactNode }) {
  const { pages, destinations } = useTexts();
  const address = useApp((app) => app.address);
  return (
    <Panel title={pages.destinations}>
      <Empty
        icon={IconSend}
        title={destinations.empty}
        text={address === undefined ? destinations.emptyOff : destinations.emptyAt(address)}
      >
        {children}
      </Empty>
    </Panel>
  );
}
