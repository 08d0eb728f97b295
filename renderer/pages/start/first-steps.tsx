import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { AppState } from '../../../main/contract/state';
import { focusContent } from '../../components/focus';
import { Panel } from '../../components/panel';
import { makePart } from '../../components/part';
import { isBeyond } from '../../state/addresses';
import { remember, remembered } from '../../state/remembered';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { StartAtLogin } from '../settings/start-at-login';
import { WellKnownHosts } from '../targets/well-known';
import './first-steps.css';

const DestinationForm = makePart(
  async () => (await import('../destinations/destination-form')).DestinationForm,
);

const dismissedKey = 'pushtray.first-steps';

/** What a person may want to do first; everything works without. Gone when it is done, or when nobody wants to see it. */
export function FirstSteps() {
  const { start } = useTexts();
  const hasFile = useApp((app) => app.settingsFile.exists);
  const steps = useSteps();
  const [dismissed, setDismissed] = useState(() => remembered(dismissedKey) !== undefined);
  const isOver = hasFile && Object.values(steps).every((done) => done !== false);
  if (dismissed || isOver) return null;

  function dismiss(): void {
    remember(dismissedKey, 'dismissed');
    setDismissed(true);
    focusContent();
  }

  return (
    <Panel
      title={start.title}
      className="first-steps"
      mark={<p className="muted">{start.intro}</p>}
      aside={
        <Button size="xs" variant="default" onClick={dismiss}>
          {start.dismiss}
        </Button>
      }
    >
      <ol>
        <Step title={start.hosts} isDone={steps.hosts}>
          <WellKnownHosts size="xs" />
        </Step>
        <Step title={start.destination} isDone={steps.destination}>
          <AddDestination />
        </Step>
        {steps.login === undefined ? null : (
          <Step title={start.login} isDone={steps.login}>
            <StartAtLogin isBare />
          </Step>
        )}
      </ol>
    </Panel>
  );
}

interface Steps {
  readonly hosts: boolean;
  readonly destination: boolean;
  /** Absent where there is no desktop. */
  readonly login: boolean | undefined;
}

function useSteps(): Steps {
  const hosts = useApp(pingsBeyond);
  const destination = useApp((app) => app.settings.destinations.length > 0);
  const login = useApp((app) => app.desktop?.startsAtLogin);
  return { hosts, destination, login };
}

/** Whether any host is pinged that is neither this machine nor of its own network. */
function pingsBeyond({ settings }: AppState): boolean {
  return settings.collectors.some(
    (collector) =>
      collector.kind === 'ping' &&
      collector.enabled &&
      collector.targets.some(({ enabled, host }) => enabled && isBeyond(host)),
  );
}

interface StepProps {
  readonly title: string;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

function Step({ title, isDone, children }: StepProps) {
  const { start } = useTexts();
  return (
    <li className={isDone ? 'tone-ok' : 'tone-quiet'}>
      <span className="state-icon" aria-hidden="true">
        {isDone ? <IconCircleCheckFilled size={18} /> : <IconCircleDashed size={18} />}
      </span>
      <h3>
        {title}
        {isDone ? <span className="toned">{start.done}</span> : null}
      </h3>
      <div className="first-step-doing">{children}</div>
    </li>
  );
}

function AddDestination() {
  const { destinations } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpen(true)}>
        {destinations.add}
      </Button>
      {open ? <DestinationForm start={newDestination} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const newDestination = { address: '' };
