import { Button } from '@mantine/core';
import { IconPlaylistAdd, IconPlus, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty } from '../../components/empty';
import { Page } from '../../components/page';
import { Panel } from '../../components/panel';
import { type ProbingSettings, probingCollectors } from '../../state/edit-settings';
import { useRoute } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { LinesForm } from './lines-form';
import { TargetForm } from './target-form';
import { TargetList } from './target-list';
import type { TargetStart } from './target-plan';
import { TogetherPanel } from './together-panel';
import { WellKnown } from './well-known';
import './targets.css';

type Open = TargetStart | 'many';

export function TargetsPage() {
  const { pages, targets } = useTexts();
  const collectors = probingCollectors(useApp((app) => app.settings));
  const { query } = useRoute();
  const [open, setOpen] = useState<Open | undefined>();
  const close = () => setOpen(undefined);
  const isEmpty = collectors.every((collector) => collector.targets.length === 0);
  const adding = <AddButtons onOpen={setOpen} />;
  return (
    <Page title={pages.targets} intro={targets.intro} actions={isEmpty ? undefined : adding}>
      {isEmpty ? (
        <Panel title={pages.targets}>
          <Empty icon={IconTarget} title={targets.empty} text={targets.emptyText}>
            {adding}
          </Empty>
        </Panel>
      ) : (
        <>
          <TogetherPanel key={`${query['range']} ${query['from']} ${query['to']}`} />
          {collectors.map((collector) => (
            <CollectorPanel
              key={collector.id}
              collector={collector}
              isOnly={collectors.length === 1}
              onOpen={setOpen}
            />
          ))}
        </>
      )}
      <WellKnown />
      {open === undefined ? null : open === 'many' ? (
        <LinesForm onClose={close} />
      ) : (
        <TargetForm start={open} onClose={close} />
      )}
    </Page>
  );
}

function AddButtons({ onOpen }: { onOpen: (open: Open) => void }) {
  const { targets } = useTexts();
  return (
    <>
      <Button variant="default" leftSection={<IconPlaylistAdd size={16} />} onClick={() => onOpen('many')}>
        {targets.addMany}
      </Button>
      <Button leftSection={<IconPlus size={15} />} onClick={() => onOpen('new')}>
        {targets.add}
      </Button>
    </>
  );
}

interface CollectorPanelProps {
  readonly collector: ProbingSettings;
  readonly isOnly: boolean;
  readonly onOpen: (start: TargetStart) => void;
}

function CollectorPanel({ collector, isOnly, onOpen }: CollectorPanelProps) {
  const { pages, targets } = useTexts();
  return (
    <Panel
      title={isOnly ? pages.targets : collector.id}
      mark={<span className="muted">{targets.kinds[collector.kind]}</span>}
      aside={<Rhythm collector={collector} />}
    >
      {collector.targets.length === 0 ? (
        <p className="panel-body muted">{targets.emptyOne}</p>
      ) : (
        <TargetList collector={collector} onOpen={onOpen} />
      )}
    </Panel>
  );
}

function Rhythm({ collector }: { collector: ProbingSettings }) {
  const { targets } = useTexts();
  const pushInterval = useApp((app) => app.settings.interval);
  if (!collector.enabled) return targets.collectorOff;
  const every = targets.every(collector.interval ?? pushInterval);
  const isBurst = collector.kind === 'ping' && collector.mode === 'burst';
  return isBurst ? `${every}, ${targets.packets(collector.count)}` : every;
}
