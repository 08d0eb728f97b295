import { Button, Switch } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { TargetStatus } from '../../../main/contract/state';
import { placeOf } from '../../../main/settings/schema/collectors/common';
import { ColumnHeads } from '../../components/column-heads';
import { EditButton } from '../../components/edit-button';
import { focusContent } from '../../components/focus';
import { useQuickSave } from '../../components/quick-save';
import { RowMenu } from '../../components/row-menu';
import { StateMark } from '../../components/state-mark';
import { useToast } from '../../components/toasts';
import {
  moveTarget,
  type ProbeTarget,
  type ProbingSettings,
  putTarget,
  removeTarget,
  switchTarget,
  type TargetPlace,
} from '../../state/edit-settings';
import { routeHash } from '../../state/route';
import { useApp } from '../../state/session-context';
import { type CallState, useCall } from '../../state/use-call';
import { useTexts } from '../../texts/texts';
import { TrialResult } from '../collectors/trial-result';
import { collectorToTry, type TargetStart } from './target-plan';

interface TargetListProps {
  readonly collector: ProbingSettings;
  readonly onOpen: (start: TargetStart) => void;
}

export function TargetList({ collector, onOpen }: TargetListProps) {
  const { targets } = useTexts();
  return (
    <table className="table targets-table">
      <ColumnHeads
        columns={[
          { title: targets.enabled },
          { title: targets.name },
          { title: targets.place, className: 'wide-only' },
          { title: targets.state, className: 'wide-only' },
          { title: targets.actions, isHidden: true },
        ]}
      />
      <tbody>
        {collector.targets.map((target, index) => (
          <TargetRow key={target.name} collector={collector} target={target} index={index} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface TargetRowProps extends TargetListProps {
  readonly target: ProbeTarget;
  readonly index: number;
}

function TargetRow({ collector, target, index, onOpen }: TargetRowProps) {
  const { targets } = useTexts();
  const save = useQuickSave();
  const trial = useCall('collector.try');
  const { name, enabled } = target;
  const place = { collector: collector.id, name };
  return (
    <>
      <tr className={enabled ? undefined : 'row-quiet'}>
        <td>
          <Switch
            aria-label={targets.enabledOne(name)}
            checked={enabled}
            onChange={({ currentTarget: { checked } }) =>
              void save((current) => switchTarget(current, place, checked))
            }
          />
        </td>
        <th scope="row">
          <a className="row-title row-link" href={routeHash({ page: 'targets', item: name })}>
            {name}
          </a>
          <span className="mono muted narrow-only">{placeOf(target)}</span>
        </th>
        <td className="mono wide-only targets-place">{placeOf(target)}</td>
        <td className="wide-only">
          <TargetState place={place} />
        </td>
        <TargetActions collector={collector} target={target} index={index} trial={trial} onOpen={onOpen} />
      </tr>
      {trial.answer === undefined && trial.failure === undefined ? null : (
        <tr className="row-more">
          <td colSpan={5}>
            <h3>{targets.tryTitle(name)}</h3>
            <TrialResult kind={collector.kind} trial={trial} />
          </td>
        </tr>
      )}
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

function TargetActions(props: TargetRowProps & { trial: CallState<'collector.try'> }) {
  const { collector, target, index, trial, onOpen } = props;
  const { targets } = useTexts();
  const save = useQuickSave();
  const remove = useRemoveTarget(collector, target, index);
  const settings = useApp((app) => app.settings);
  const { name } = target;
  const place = { collector: collector.id, name };
  const toTry = { kind: collector.kind, collector: collector.id };
  return (
    <td className="row-actions">
      <Button
        size="xs"
        variant="default"
        aria-label={targets.tryOne(name)}
        leftSection={<IconPlayerPlay size={13} />}
        loading={trial.busy}
        onClick={() => void trial.run({ collector: collectorToTry(settings, toTry, target) })}
      >
        {targets.tryIt}
      </Button>
      <EditButton label={targets.editOne(name)} onClick={() => onOpen({ edit: place })} />
      <RowMenu
        name={name}
        index={index}
        count={collector.targets.length}
        onDuplicate={() => onOpen({ like: place })}
        onMove={(by) => save((current) => moveTarget(current, place, by))}
        onRemove={() => void remove()}
      />
    </td>
  );
}

/** Removes it, and offers to put it back where it was. */
function useRemoveTarget(collector: ProbingSettings, target: ProbeTarget, index: number) {
  const { targets, actions } = useTexts();
  const save = useQuickSave();
  const toast = useToast();
  const { id, kind } = collector;

  return async () => {
    if (!(await save((settings) => removeTarget(settings, { collector: id, name: target.name })))) return;
    focusContent();
    const putBack = () =>
      void save((settings) => putTarget(settings, target, { kind, collector: id, at: index }).settings);
    toast({
      state: 'ok',
      text: targets.removed(target.name),
      action: { label: actions.undo, run: putBack },
    });
  };
}
