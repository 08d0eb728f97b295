import { Switch } from '@mantine/core';
import type { TargetStatus } from '../../../main/contract/state';
import { placeOf } from '../../../main/settings/schema/collectors/target-place';
import { ColumnHeads } from '../../components/column-heads';
import { useQuickSave } from '../../components/quick-save';
import { RowActions } from '../../components/row-actions';
import { StateMark } from '../../components/state-mark';
import { useRemoval } from '../../components/use-removal';
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
  const trial = useCall('collector.try', [collector, target]);
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
          <a
            className="row-title row-link"
            href={routeHash({ page: 'targets', item: name, query: { collector: collector.id } })}
          >
            {name}
          </a>
          <span className="mono muted narrow-only">{placeOf(target)}</span>
          <span className="narrow-only">
            <TargetState place={place} />
          </span>
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
  const settings = useApp((app) => app.settings);
  const { id, kind } = collector;
  const { name } = target;
  const place = { collector: id, name };
  const remove = useRemoval({
    remove: (current) => removeTarget(current, place),
    putBack: (current) => putTarget(current, target, { kind, collector: id, at: index }).settings,
    said: targets.removed(name),
  });
  return (
    <RowActions
      name={name}
      index={index}
      count={collector.targets.length}
      tryLabel={targets.tryOne(name)}
      isTrying={trial.busy}
      onTry={() => void trial.run({ collector: collectorToTry(settings, { kind, collector: id }, target) })}
      editLabel={targets.editOne(name)}
      onEdit={() => onOpen({ edit: place })}
      onDuplicate={() => onOpen({ like: place })}
      onMove={(by) => save((current) => moveTarget(current, place, by))}
      onRemove={() => void remove()}
    />
  );
}
