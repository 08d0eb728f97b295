import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useMemo } from 'react';
import { BusyButton } from '../../components/busy-button';
import { FormFailure } from '../../components/form-failure';
import { SidePanel } from '../../components/side-panel';
import { useToast } from '../../components/toasts';
import { useApp } from '../../state/session-context';
import { useSettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { TargetLines } from './target-lines-input';
import { type IntoChoice, intoChoices, linesPlan, targetsIn } from './target-plan';

/** Adds a pasted list of targets: all of it, or nothing. */
export function LinesForm({ onClose }: { onClose: () => void }) {
  const { targets, actions } = useTexts();
  const toast = useToast();
  const settings = useApp((app) => app.settings);
  const plan = useMemo(
    () => linesPlan({ empty: targets.linesEmpty, atFault: targets.linesAtFault }, settings),
    [targets, settings],
  );
  const form = useSettingsForm(plan);
  const { draft, change } = form;
  const choices = intoChoices(settings);
  const into = choices.find(({ value }) => value === draft.into) ?? choices[0];
  const count = targetsIn(settings, draft).length;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await form.save())) return;
    toast({ state: 'ok', text: targets.added(count) });
    onClose();
  }

  return (
    <SidePanel title={targets.addManyTitle} size={560} onClose={onClose}>
      <form ref={form.formRef} className="form" noValidate onSubmit={(event) => void save(event)}>
        <FormFailure form={form} />
        <IntoField choices={choices} value={draft.into} onChange={(value) => change({ into: value })} />
        {into === undefined ? null : (
          <TargetLines
            kind={into.place.kind}
            label={targets.lines}
            taken={into.taken}
            value={draft.lines}
            error={form.fault('lines')}
            onChange={(lines) => change({ lines })}
            onBlur={() => form.touch('lines')}
          />
        )}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <BusyButton type="submit" busy={form.saving}>
            {targets.addCount(count)}
          </BusyButton>
        </div>
      </form>
    </SidePanel>
  );
}

interface IntoFieldProps {
  readonly choices: readonly IntoChoice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function IntoField({ choices, value, onChange }: IntoFieldProps) {
  const { targets } = useTexts();
  const data = choices.map(({ value: choice, place: { kind, collector } }) => ({
    value: choice,
    label:
      collector === undefined
        ? targets.intoNew(targets.kinds[kind])
        : `${collector} (${targets.kinds[kind]})`,
  }));
  return (
    <NativeSelect
      label={targets.collector}
      data={data}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
