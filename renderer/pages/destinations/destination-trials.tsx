import { IconEye, IconPlugConnected, IconRoute } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DestinationSettings } from '../../../main/settings/schema/destinations';
import { BusyButton } from '../../components/busy-button';
import { type CallState, useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { PreviewResult } from './preview-result';
import { TestResult } from './test-destination';
import { VerifyResult } from './verify-result';

export interface Trials {
  readonly test: CallState<'destination.test'>;
  readonly preview: CallState<'destination.preview'>;
  readonly verify: CallState<'destination.verify'>;
}

/** To see whether a destination works, what it would get, and whether that arrives. */
export function useTrials(settings: DestinationSettings): Trials {
  return {
    test: useCall('destination.test', settings),
    preview: useCall('destination.preview', settings),
    verify: useCall('destination.verify', settings),
  };
}

interface TrialButtonsProps {
  readonly settings: DestinationSettings;
  readonly trials: Trials;
}

export function TrialButtons({ settings, trials: { test, preview, verify } }: TrialButtonsProps) {
  const { destinations } = useTexts();
  const { id, prometheusUrl } = settings;
  return (
    <div className="destination-trials">
      <TrialButton
        words={destinations.test}
        label={destinations.testOne(id)}
        icon={<IconPlugConnected size={14} />}
        call={test}
        onClick={() => void test.run({ destination: settings })}
      />
      <TrialButton
        words={destinations.preview}
        label={destinations.previewOne(id)}
        icon={<IconEye size={14} />}
        call={preview}
        onClick={() => void preview.run({ destination: settings })}
      />
      {prometheusUrl === undefined ? null : (
        <TrialButton
          words={destinations.verify}
          label={destinations.verifyOne(id)}
          icon={<IconRoute size={14} />}
          call={verify}
          onClick={() => void verify.run({ destination: id })}
        />
      )}
    </div>
  );
}

export function TrialResults({ trials: { test, preview, verify } }: { trials: Trials }) {
  return (
    <>
      <TestResult test={test} />
      <PreviewResult preview={preview} />
      <VerifyResult verify={verify} />
    </>
  );
}

interface TrialButtonProps {
  readonly words: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly call: Pick<CallState<'destination.test'>, 'busy'>;
  readonly onClick: () => void;
}

function TrialButton({ words, label, icon, call, onClick }: TrialButtonProps) {
  return (
    <BusyButton
      size="xs"
      variant="default"
      aria-label={label}
      leftSection={icon}
      busy={call.busy}
      onClick={onClick}
    >
      {words}
    </BusyButton>
  );
}
