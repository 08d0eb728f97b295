import { IconPlayerPlay } from '@tabler/icons-react';
import type { CollectorKind } from '../../../main/settings/schema/collectors';
import { BusyButton } from '../../components/busy-button';
import type { CollectorInput } from '../../state/edit-settings';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { TrialResult } from './trial-result';

interface TryCollectorProps {
  readonly kind: CollectorKind;
  /** What `wanted` is made from, as plain data. */
  readonly from: unknown;
  /** What stands in the form; nothing when that is at fault, which the form then shows. */
  readonly wanted: () => CollectorInput | undefined | Promise<CollectorInput | undefined>;
  readonly children?: React.ReactNode;
}

/** Runs what a form holds once, before it is saved. */
export function TryCollector({ kind, from, wanted, children }: TryCollectorProps) {
  const { actions } = useTexts();
  const trial = useCall('collector.try', from);

  async function run(): Promise<void> {
    const collector = await wanted();
    if (collector === undefined) return trial.clear();
    await trial.run({ collector });
  }

  return (
    <div className="try-it">
      {children}
      <BusyButton
        variant="default"
        leftSection={<IconPlayerPlay size={14} />}
        busy={trial.busy}
        onClick={() => void run()}
      >
        {actions.tryIt}
      </BusyButton>
      <TrialResult kind={kind} trial={trial} />
    </div>
  );
}
