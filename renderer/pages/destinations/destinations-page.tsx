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
import type { DestinationStart } from './destination-plan';
import { Offers } from './offers';
import './destinations.css';

export function DestinationsPage() {
  const { pages, destinations } = useTexts();
  const settings = useApp((app) => app.settings.destinations);
  const builtIn = useApp((app) => app.destinations.find((destination) => destination.builtIn));
  const [open, setOpen] = useState<DestinationStart | undefined>();
  const addDestination = (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setOpen({ address: '' })}>
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
      <Offers onTake={(address) => setOpen({ address })} />
      {settings.map((destination, index) => (
        <DestinationPanel
          key={destination.id}
          settings={destination}
          index={index}
          count={settings.length}
          onOpen={setOpen}
        />
      ))}
      {builtIn === undefined ? null : <BuiltInPanel destination={builtIn} />}
      {open === undefined ? null : <DestinationForm start={open} onClose={() => setOpen(undefined)} />}
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
