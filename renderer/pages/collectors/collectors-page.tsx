import { Button } from '@mantine/core';
import { IconGauge, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty } from '../../components/empty';
import { Page } from '../../components/page';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { CollectorForm } from './collector-form';
import { CollectorList } from './collector-list';
import type { CollectorStart } from './collector-plan';
import { KindChoice } from './kind-choice';
import './collectors.css';

type Open = CollectorStart | 'kinds';

export function CollectorsPage() {
  const { pages, collectors } = useTexts();
  const isEmpty = useApp((app) => app.settings.collectors.length === 0);
  const [open, setOpen] = useState<Open | undefined>();
  const adding = (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setOpen('kinds')}>
      {collectors.add}
    </Button>
  );
  return (
    <Page title={pages.collectors} intro={collectors.intro} actions={isEmpty ? undefined : adding}>
      <Panel title={pages.collectors}>
        {isEmpty ? (
          <Empty icon={IconGauge} title={collectors.empty} text={collectors.emptyText}>
            {adding}
          </Empty>
        ) : (
          <CollectorList onOpen={setOpen} />
        )}
      </Panel>
      <OpenPanel open={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

interface OpenPanelProps {
  readonly open: Open | undefined;
  readonly onOpen: (open: Open) => void;
  readonly onClose: () => void;
}

function OpenPanel({ open, onOpen, onClose }: OpenPanelProps) {
  if (open === undefined) return null;
  if (open === 'kinds') return <KindChoice onChoose={(kind) => onOpen({ kind })} onClose={onClose} />;
  const back = 'kind' in open ? { onBack: () => onOpen('kinds') } : {};
  return <CollectorForm start={open} {...back} onClose={onClose} />;
}
