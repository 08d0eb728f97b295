import { Switch } from '@mantine/core';
import type { CollectorStatus } from '../../../main/contract/state';
import type { CollectorSettings } from '../../../main/settings/schema/collectors';
import { formatDuration } from '../../../main/settings/schema/duration';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { useMarked } from '../../components/marked';
import { Nothing } from '../../components/nothing';
import { useQuickSave } from '../../components/quick-save';
import { RowActions } from '../../components/row-actions';
import { Said } from '../../components/said';
import { StateIcon, StateMark } from '../../components/state-mark';
import { useRemoval } from '../../components/use-removal';
import { moveItem, putItem, removeItem, switchItem } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { type CallState, useCall } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';
import type { CollectorStart } from './collector-plan';
import { TrialResult } from './trial-result';

type OnOpen = (start: CollectorStart) => void;

export function CollectorList({ onOpen }: { onOpen: OnOpen }) {
  const { collectors } = useTexts();
  const all = useApp((app) => app.settings.collectors);
  return (
    <table className="table table-two-lines collectors-table">
      <ColumnHeads
        columns={[
          { title: collectors.on },
          { title: collectors.name },
          { title: collectors.state, className: 'wide-only' },
          { title: collectors.every, className: 'wide-only', isNumber: true },
          { title: collectors.lastCycle, className: 'full-only', isNumber: true },
          { title: collectors.took, className: 'full-only', isNumber: true },
          { title: collectors.skipped, className: 'full-only', isNumber: true },
          { title: collectors.actions, isHidden: true },
        ]}
      />
      <tbody>
        {all.map((collector, index) => (
          <CollectorRow
            key={collector.id}
            collector={collector}
            index={index}
            count={all.length}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

interface CollectorRowProps {
  readonly collector: CollectorSettings;
  readonly index: number;
  readonly count: number;
  readonly onOpen: OnOpen;
}

function CollectorRow(props: CollectorRowProps) {
  const { collector } = props;
  const { collectors } = useTexts();
  const { id, kind, enabled } = collector;
  const status = useApp((app) => app.collectors.find((one) => one.id === id));
  const save = useQuickSave();
  const trial = useCall('collector.try', collector);
  const marked = useMarked<HTMLTableRowElement>(id);
  return (
    <>
      <tr className={enabled ? undefined : 'row-quiet'} {...marked}>
        <td className="collector-switch">
          <Switch
            aria-label={collectors.enabledOne(id)}
            checked={enabled}
            onChange={({ currentTarget: { checked } }) =>
              void save((current) => switchItem(current, 'collectors', id, checked))
            }
          />
        </td>
        <CollectorName collector={collector} status={status} />
        <CollectorNumbers status={status} />
        <CollectorActions {...props} trial={trial} />
      </tr>
      {trial.answer === undefined && trial.failure === undefined ? null : (
        <tr className="row-more">
          <td colSpan={8}>
            <h3>{collectors.tryTitle(id)}</h3>
            <TrialResult kind={kind} trial={trial} />
          </td>
        </tr>
      )}
    </>
  );
}

interface StatusProps {
  /** Absent until main knows a collector that was just added. */
  readonly status: CollectorStatus | undefined;
}

function CollectorName({ collector, status }: StatusProps & { collector: CollectorSettings }) {
  const { collectors } = useTexts();
  const { id, kind } = collector;
  return (
    <th scope="row">
      <span className="row-title">{id}</span>
      <div className="row-detail">
        <span>{collectors.kinds[kind].name}</span>
        {'targets' in collector ? <span>{collectors.targetCount(collector.targets.length)}</span> : null}
        {status?.source === undefined || kind === 'command' ? null : (
          <span className="row-address">{collectors.from(status.source)}</span>
        )}
        <span className="narrow-only">
          <CollectorState status={status} />
        </span>
      </div>
      {collector.kind === 'command' ? <CommandShown command={collector.command} /> : null}
      {status?.problems.map(({ message }) => (
        <p key={message} className="row-reason tone-failing collector-problem">
          <StateIcon state="failing" size={13} /> <Said text={message} />
        </p>
      ))}
    </th>
  );
}

/** Whole, so that nobody has to guess what runs here. */
function CommandShown({ command }: { command: string | readonly string[] }) {
  const text = typeof command === 'string' ? command : JSON.stringify(command);
  return <code className="collector-command">{text}</code>;
}

function CollectorState({ status }: StatusProps) {
  const { collectorStates } = useTexts();
  return status === undefined ? null : (
    <StateMark state={status.state} word={collectorStates[status.state]} />
  );
}

function CollectorNumbers({ status }: StatusProps) {
  const { collectors } = useTexts();
  const format = useFormat();
  const { lastCycleAtMs, lastDurationMs, skippedCycles, intervalMs } = status ?? {};
  return (
    <>
      <td className="wide-only">
        <CollectorState status={status} />
      </td>
      <td className="wide-only table-number">
        {intervalMs === undefined ? <Nothing /> : formatDuration(intervalMs)}
      </td>
      <td className="full-only table-number">
        {lastCycleAtMs === undefined ? <Nothing /> : <Ago atMs={lastCycleAtMs} />}
      </td>
      <td className="full-only table-number">
        {lastDurationMs === undefined ? <Nothing /> : format.took(lastDurationMs)}
      </td>
      <td className="full-only table-number" title={collectors.skippedHelp}>
        {skippedCycles === undefined ? <Nothing /> : format.count(skippedCycles)}
      </td>
    </>
  );
}

function CollectorActions(props: CollectorRowProps & { trial: CallState<'collector.try'> }) {
  const { collector, index, count, trial, onOpen } = props;
  const { collectors } = useTexts();
  const save = useQuickSave();
  const { id } = collector;
  const remove = useRemoval({
    remove: (settings) => removeItem(settings, 'collectors', id),
    putBack: (settings) => putItem(settings, 'collectors', collector, { at: index }).settings,
    said: collectors.removed(id),
  });
  return (
    <RowActions
      name={id}
      index={index}
      count={count}
      tryLabel={collectors.tryOne(id)}
      isTrying={trial.busy}
      onTry={() => void trial.run({ collector })}
      editLabel={collectors.editOne(id)}
      onEdit={() => onOpen({ edit: id })}
      onDuplicate={() => onOpen({ like: id })}
      onMove={(by) => save((current) => moveItem(current, 'collectors', { id, by }))}
      onRemove={() => void remove()}
    />
  );
}
