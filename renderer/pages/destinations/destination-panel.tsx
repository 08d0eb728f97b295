import { Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DestinationStatus } from '../../../main/contract/state';
import type { DestinationSettings } from '../../../main/settings/schema/destinations';
import { Confirm } from '../../components/confirm';
import { EditButton } from '../../components/edit-button';
import { Fact, Facts } from '../../components/facts';
import { focusContent } from '../../components/focus';
import { useMarked } from '../../components/marked';
import { Panel } from '../../components/panel';
import { useQuickSave } from '../../components/quick-save';
import { RowMenu } from '../../components/row-menu';
import { useToast } from '../../components/toasts';
import { moveItem, removeItem, switchItem } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { DeliveryFacts, DestinationProblem, DestinationState } from './destination-health';
import type { DestinationStart } from './destination-plan';
import { TrialButtons, TrialResults, useTrials } from './destination-trials';

interface DestinationPanelProps {
  readonly settings: DestinationSettings;
  readonly index: number;
  readonly count: number;
  readonly onOpen: (start: DestinationStart) => void;
}

export function DestinationPanel(props: DestinationPanelProps) {
  const { settings } = props;
  const marked = useMarked<HTMLElement>(settings.id);
  const trials = useTrials(settings);
  const shown = useApp((app) => app.destinations);
  const statuses = shown.filter(({ id, builtIn }) => id === settings.id && !builtIn);
  const worst = statuses.find(({ state }) => state === 'failing' || state === 'held') ?? statuses[0];
  return (
    <Panel
      title={settings.id}
      mark={worst && <DestinationState status={worst} />}
      aside={<DestinationActions {...props} />}
      marked={marked}
    >
      <div className="panel-body destination">
        {statuses.map((status, index) => (
          <Server
            key={status.url}
            status={status}
            mark={statuses.length > 1 && <DestinationState status={status} />}
            aside={index === 0 && <TrialButtons settings={settings} trials={trials} />}
          />
        ))}
        <TrialResults trials={trials} />
        <SettingFacts settings={settings} />
      </div>
    </Panel>
  );
}

interface ServerProps {
  readonly status: DestinationStatus;
  readonly mark: ReactNode;
  readonly aside: ReactNode;
}

/** One of the servers of a destination, of which most have one, and how delivering there goes. */
function Server({ status, mark, aside }: ServerProps) {
  return (
    <>
      <div className="destination-line">
        <p className="mono row-address">{status.url}</p>
        {mark}
        {aside}
      </div>
      <DestinationProblem status={status} />
      <Facts across>
        <DeliveryFacts status={status} />
      </Facts>
    </>
  );
}

function SettingFacts({ settings }: { settings: DestinationSettings }) {
  const { destinations, access } = useTexts();
  return (
    <Facts across>
      <Fact name={destinations.kind}>{destinations.kinds[settings.kind]}</Fact>
      <Fact name={destinations.job}>
        <span className="mono">{settings.job}</span>
      </Fact>
      <Fact name={destinations.method}>{settings.kind === 'pushgateway' && settings.method}</Fact>
      <Fact name={destinations.onQuit}>{destinations.farewellWords[settings.onQuit]}</Fact>
      <Fact name={destinations.onRemove}>{destinations.farewellWords[settings.onRemove]}</Fact>
      <Fact name={destinations.timeout}>{settings.timeout}</Fact>
      <Fact name={access.title}>{authWords(settings, access)}</Fact>
    </Facts>
  );
}

function authWords(
  { auth }: DestinationSettings,
  words: { authNone: string; authBasic: string; authBearer: string },
): string {
  if (auth === undefined) return words.authNone;
  return 'bearer' in auth ? words.authBearer : `${words.authBasic}, ${auth.basic.username}`;
}

function DestinationActions({ settings, index, count, onOpen }: DestinationPanelProps) {
  const { destinations } = useTexts();
  const save = useQuickSave();
  const [removing, setRemoving] = useState(false);
  const { id } = settings;
  return (
    <div className="destination-actions">
      <Switch
        aria-label={destinations.enabledOne(id)}
        checked={settings.enabled}
        onChange={({ currentTarget: { checked } }) =>
          void save((current) => switchItem(current, 'destinations', id, checked))
        }
      />
      <EditButton label={destinations.editOne(id)} onClick={() => onOpen({ edit: id })} />
      <RowMenu
        name={id}
        index={index}
        count={count}
        onDuplicate={() => onOpen({ like: id })}
        onMove={(by) => save((current) => moveItem(current, 'destinations', { id, by }))}
        onRemove={() => setRemoving(true)}
      />
      {removing ? <ConfirmRemoval settings={settings} onEnd={() => setRemoving(false)} /> : null}
    </div>
  );
}

/** It has an effect elsewhere that cannot be undone. */
function ConfirmRemoval({ settings, onEnd }: { settings: DestinationSettings; onEnd: () => void }) {
  const { destinations, actions } = useTexts();
  const save = useQuickSave();
  const toast = useToast();
  const { id, onRemove } = settings;

  async function remove(): Promise<void> {
    onEnd();
    if (!(await save((current) => removeItem(current, 'destinations', id)))) return;
    focusContent();
    toast({ state: 'ok', text: destinations.removed(id) });
  }

  return (
    <Confirm
      title={destinations.removeTitle(id)}
      action={actions.remove}
      onConfirm={() => void remove()}
      onCancel={onEnd}
    >
      <p>{destinations.removeWords[onRemove]}</p>
    </Confirm>
  );
}
