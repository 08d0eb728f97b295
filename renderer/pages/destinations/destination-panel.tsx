import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { DestinationSettings } from '../../../main/settings/schema/destinations';
import { Confirm } from '../../components/confirm';
import { Fact, Facts } from '../../components/facts';
import { focusContent } from '../../components/focus';
import { Panel } from '../../components/panel';
import { useQuickSave } from '../../components/quick-save';
import { useToast } from '../../components/toasts';
import { removeDestination, switchDestination } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { type CallState, useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { DeliveryFacts, DestinationProblem, DestinationState } from './destination-health';
import { TestResult } from './test-destination';

interface DestinationPanelProps {
  readonly settings: DestinationSettings;
  readonly onEdit: () => void;
}

export function DestinationPanel({ settings, onEdit }: DestinationPanelProps) {
  const { destinations } = useTexts();
  const shown = useApp((app) => app.destinations);
  const statuses = shown.filter(({ id, builtIn }) => id === settings.id && !builtIn);
  const worst = statuses.find(({ state }) => state === 'failing' || state === 'held') ?? statuses[0];
  const test = useCall('destination.test');
  return (
    <Panel
      title={settings.id}
      mark={worst && <DestinationState status={worst} />}
      aside={<DestinationActions settings={settings} test={test} onEdit={onEdit} />}
    >
      <div className="panel-body destination">
        {statuses.map((status) => (
          <Fragment key={status.url}>
            <p className="mono row-address">{status.url}</p>
            {statuses.length > 1 && <DestinationState status={status} />}
            <DestinationProblem status={status} />
            <Facts across>
              <DeliveryFacts status={status} />
            </Facts>
          </Fragment>
        ))}
        <TestResult test={test} />
        <Facts across>
          <Fact name={destinations.job}>
            <span className="mono">{settings.job}</span>
          </Fact>
          <Fact name={destinations.kind}>{settings.kind}</Fact>
          <Fact name={destinations.method}>{settings.kind === 'pushgateway' && settings.method}</Fact>
          <Fact name={destinations.onQuit}>{destinations.onQuitWords[settings.onQuit]}</Fact>
          <Fact name={destinations.timeout}>{settings.timeout}</Fact>
          <Fact name={destinations.group.auth}>{authWords(settings, destinations)}</Fact>
        </Facts>
        {hasForm(settings) ? null : <p className="muted">{destinations.noForm(settings.kind)}</p>}
      </div>
    </Panel>
  );
}

/** Other kinds are changed in the settings file. */
function hasForm({ kind }: DestinationSettings): boolean {
  return kind === 'pushgateway';
}

function authWords(
  { auth }: DestinationSettings,
  words: { authNone: string; authBasic: string; authBearer: string },
): string {
  if (auth === undefined) return words.authNone;
  return 'bearer' in auth ? words.authBearer : `${words.authBasic}, ${auth.basic.username}`;
}

interface DestinationActionsProps {
  readonly settings: DestinationSettings;
  readonly test: CallState<'destination.test'>;
  readonly onEdit: () => void;
}

function DestinationActions({ settings, test, onEdit }: DestinationActionsProps) {
  const { destinations } = useTexts();
  const save = useQuickSave();
  const { id } = settings;
  return (
    <div className="destination-actions">
      <Switch
        aria-label={destinations.enabledOne(id)}
        checked={settings.enabled}
        onChange={({ currentTarget: { checked } }) =>
          void save((current) => switchDestination(current, id, checked))
        }
      />
      <Button
        size="xs"
        variant="default"
        aria-label={destinations.testOne(id)}
        leftSection={<IconPlugConnected size={14} />}
        loading={test.busy}
        onClick={() => void test.run({ destination: settings })}
      >
        {destinations.test}
      </Button>
      {hasForm(settings) ? (
        <Tooltip label={destinations.editOne(id)}>
          <ActionIcon aria-label={destinations.editOne(id)} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <RemoveDestination settings={settings} />
    </div>
  );
}

function RemoveDestination({ settings: { id, onQuit } }: { settings: DestinationSettings }) {
  const { destinations, actions } = useTexts();
  const save = useQuickSave();
  const toast = useToast();
  const [asking, setAsking] = useState(false);

  async function remove(): Promise<void> {
    setAsking(false);
    if (!(await save((settings) => removeDestination(settings, id)))) return;
    focusContent();
    toast({ state: 'ok', text: destinations.removed(id) });
  }

  return (
    <>
      <Tooltip label={destinations.removeOne(id)}>
        <ActionIcon aria-label={destinations.removeOne(id)} onClick={() => setAsking(true)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
      {asking ? (
        <Confirm
          title={destinations.removeTitle(id)}
          action={actions.remove}
          onConfirm={() => void remove()}
          onCancel={() => setAsking(false)}
        >
          <p>{destinations.removeWords[onQuit]}</p>
        </Confirm>
      ) : null}
    </>
  );
}
