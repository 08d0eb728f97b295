import type { ProbingKind } from '../../state/edit-settings';
import { routeHash } from '../../state/route';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { TargetLines } from '../targets/target-lines-input';
import type { CollectorDraft, TargetsValue } from './collector-plan';

interface TargetsFieldProps {
  readonly form: SettingsForm<CollectorDraft>;
  readonly value: TargetsValue;
  readonly onChange: (value: TargetsValue) => void;
}

/** Targets have a page of their own; new ones can be named here, one a line. */
export function TargetsField({ form, value, onChange }: TargetsFieldProps) {
  const { collectors, pages } = useTexts();
  const { kept, lines } = value;
  return (
    <>
      {kept.length === 0 ? null : (
        <p>
          {collectors.targetsKept(kept.length)} <a href={routeHash({ page: 'targets' })}>{pages.targets}</a>.
        </p>
      )}
      <TargetLines
        kind={form.draft.kind as ProbingKind}
        label={kept.length === 0 ? collectors.fields.targets.label : collectors.targetsNew}
        taken={kept.map(({ name }) => name)}
        value={lines}
        error={form.fault('targets')}
        onChange={(changed) => onChange({ kept, lines: changed })}
        onBlur={() => form.touch('targets')}
      />
    </>
  );
}
