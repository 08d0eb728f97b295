import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { CollectorKind } from '../../../main/settings/schema/collectors';
import type { CollectorInput } from '../../state/edit-settings';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { TrialResult } from './trial-result';

interface TryCollectorProps {
  readonly kind: CollectorKind;
  /** What stands in the form; nothing when that is at fault, which the form then shows. */
  readonly wanted: () => CollectorInput | undefined | Promise<CollectorInput | undefined>;
  readonly children?: React.ReactNode;
}

/** Runs what a form holds once, before it is saved. */
export function TryCollector({ kind, wanted, children }: TryCollectorProps) {
  const { actions } = useTexts();
  const trial = useCall('collector.try');

  async function run(): Promise<void> {
    const collector = await wanted();
    if (collector !== undefined) await trial.run({ collector });
  }

  return (
    <div className="try-it">
      {children}
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={14} />}
        loading={trial.busy}
        onClick={() => void run()}
      >
        {actions.tryIt}
      </Button>
      <TrialResult kind={kind} trial={trial} />
    </div>
  );
}
