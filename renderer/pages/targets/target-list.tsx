import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { TargetStatus } from '../../../main/contract/state';
import type { PingSettings, PingTarget } from '../../../main/settings/schema/collectors';
import { ColumnHeads } from '../../components/column-heads';
import { focusContent } from '../../components/focus';
import { useQuickSave } from '../../components/quick-save';
import { StateMark } from '../../components/state-mark';
import { useToast } from '../../components/toasts';
import { putTarget, removeTarget, switchTarget, type TargetPlace } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { collectorToTry } from './target-plan';
import { TrialResult } from './try-target';

interface TargetListProps {
  readonly collector: PingSettings;
  readonly onEdit: (place: TargetPlace) => void;
}

export function TargetList({ collector, onEdit }: TargetListProps) {
  const { targets } = useTexts();
  return (
    <table className="table targets-table">
      <ColumnHeads
        columns={[
          { title: targets.enabled },
          { title: targets.name },
          { title: targets.host, className: 'wide-only' },
          { title: targets.state, className: 'wide-only' },
          { title: targets.actions, isHidden: true },
        ]}
      />
      <tbody>
        {collector.targets.map((target, index) => (
          <TargetRow
            key={target.name}
            collector={collector}
            target={target}
            index={index}
            onEdit={() => onEdit({ collector: collector.id, name: target.name })}
          />
        ))}
      </tbody>
    </table>
  );
}

interface TargetRowProps {
  readonly collector: PingSettings;
  readonly target: PingTarget;
  readonly index: number;
  readonly onEdit: () => void;
}

function TargetRow({ collector, target, index, onEdit }: TargetRowProps) {
  const { targets } = useTexts();
  const save = useQuickSave();
  const trial = useCall('collector.try');
  const settings = useApp((app) => app.settings);
  const place = { collector: collector.id, name: target.name };
  const hasResult = trial.answer !== undefined || trial.failure !== undefined;
  return (
    <>
      <tr className={target.enabled ? undefined : 'row-quiet'}>
        <td className="targets-switch">
          <Switch
            aria-label={targets.enabledOne(target.name)}
            checked={target.enabled}
            onChange={({ currentTarget: { checked } }) =>
              void save((current) => switchTarget(current, place, checked))
            }
          />
        </td>
        <th scope="row">
          <span className="row-title">{target.name}</span>
          <span className="mono muted narrow-only">{target.host}</span>
        </th>
        <td className="mono wide-only">{target.host}</td>
        <td className="wide-only">
          <TargetState place={place} />
        </td>
        <td className="row-actions">
          <Button
            size="xs"
            variant="default"
            aria-label={targets.tryOne(target.name)}
            leftSection={<IconPlayerPlay size={13} />}
            loading={trial.busy}
            onClick={() => void trial.run({ collector: collectorToTry(settings, collector.id, target) })}
          >
            {targets.tryIt}
          </Button>
          <Tooltip label={targets.editOne(target.name)}>
            <ActionIcon aria-label={targets.editOne(target.name)} onClick={onEdit}>
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
          <RemoveTarget place={place} target={target} index={index} />
        </td>
      </tr>
      {hasResult ? (
        <tr className="row-more">
          <td colSpan={5}>
            <h3>{targets.tryTitle(target.name)}</h3>
            <TrialResult trial={trial} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function TargetState({ place }: { place: TargetPlace }) {
  const { targetStates } = useTexts();
  const state = useApp((app) => app.targets.find((target) => isAt(target, place))?.state);
  return state === undefined ? null : <StateMark state={state} word={targetStates[state]} />;
}

function isAt(target: TargetStatus, { collector, name }: TargetPlace): boolean {
  return target.collector === collector && target.name === name;
}

interface RemoveTargetProps {
  readonly place: TargetPlace;
  readonly target: PingTarget;
  readonly index: number;
}

function RemoveTarget({ place, target, index }: RemoveTargetProps) {
  const { targets, actions } = useTexts();
  const save = useQuickSave();
  const toast = useToast();
  const label = targets.removeOne(target.name);

  async function remove(): Promise<void> {
    if (!(await save((settings) => removeTarget(settings, place)))) return;
    focusContent();
    const putBack = () =>
      void save(
        (settings) => putTarget(settings, target, { collector: place.collector, at: index }).settings,
      );
    toast({
      state: 'ok',
      text: targets.removed(target.name),
      action: { label: actions.undo, run: putBack },
    });
  }

  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => void remove()}>
        <IconTrash size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
