import { Button } from '@mantine/core';
import { IconPlus, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import type { PingSettings } from '../../../main/settings/schema/collectors';
import { Empty } from '../../components/empty';
import { Page } from '../../components/page';
import { Panel } from '../../components/panel';
import { pingCollectors, type TargetPlace } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { TargetForm } from './target-form';
import { TargetList } from './target-list';
import { WellKnown } from './well-known';
import './targets.css';

type Open = { readonly place?: TargetPlace };

export function TargetsPage() {
  const { pages, targets } = useTexts();
  const collectors = pingCollectors(useApp((app) => app.settings));
  const [open, setOpen] = useState<Open | undefined>();
  const filled = collectors.filter((collector) => collector.targets.length > 0);
  const addTarget = (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setOpen({})}>
      {targets.add}
    </Button>
  );
  return (
    <Page title={pages.targets} intro={targets.intro} actions={filled.length > 0 ? addTarget : undefined}>
      {filled.length === 0 ? (
        <Panel title={pages.targets}>
          <Empty icon={IconTarget} title={targets.empty} text={targets.emptyText}>
            {addTarget}
          </Empty>
        </Panel>
      ) : (
        filled.map((collector) => (
          <Panel
            key={collector.id}
            title={filled.length === 1 ? pages.targets : collector.id}
            aside={<Rhythm collector={collector} />}
          >
            <TargetList collector={collector} onEdit={(place) => setOpen({ place })} />
          </Panel>
        ))
      )}
      <WellKnown />
      {open === undefined ? null : <TargetForm {...open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Rhythm({ collector }: { collector: PingSettings }) {
  const { targets } = useTexts();
  const pushInterval = useApp((app) => app.settings.interval);
  if (!collector.enabled) return targets.collectorOff;
  return targets.every(collector.interval ?? pushInterval, collector.count);
}
