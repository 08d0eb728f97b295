import { Switch, TextInput } from '@mantine/core';
import { LabelsEditor } from '../../components/labels-editor';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { SettingsDraft } from './settings-plan';

interface FieldsProps {
  readonly form: SettingsForm<SettingsDraft>;
}

export function RhythmPanel({ form }: FieldsProps) {
  const { settings } = useTexts();
  const { draft, change, field } = form;
  return (
    <Panel title={settings.group.rhythm}>
      <div className="panel-body settings-fields">
        <TextInput
          {...field('interval', settings.interval)}
          description={settings.intervalHelp}
          className="field-short"
          value={draft.interval}
          onChange={({ currentTarget: { value } }) => change({ interval: value })}
        />
        <Switch
          label={settings.monitoring}
          description={settings.monitoringHelp}
          checked={draft.monitoring}
          onChange={({ currentTarget: { checked } }) => change({ monitoring: checked })}
        />
        <Switch
          label={settings.pushing}
          description={settings.pushingHelp}
          checked={draft.pushing}
          onChange={({ currentTarget: { checked } }) => change({ pushing: checked })}
        />
      </div>
    </Panel>
  );
}

export function IdentityPanel({ form }: FieldsProps) {
  const { settings } = useTexts();
  const { draft, change, field, fault, touch } = form;
  const instance = useApp((app) => app.instance.name);
  const now = instance === undefined ? '' : ` ${settings.instanceNow(instance)}`;
  return (
    <Panel title={settings.group.identity}>
      <div className="panel-body settings-fields">
        <TextInput
          {...field('instance', settings.instance)}
          description={`${settings.instanceHelp}${now}`}
          value={draft.instance}
          onChange={({ currentTarget: { value } }) => change({ instance: value })}
        />
        <LabelsEditor
          label={settings.labels}
          description={settings.labelsHelp}
          rows={draft.labels}
          onChange={(labels) => change({ labels })}
          fault={fault}
          onLeave={touch}
        />
      </div>
    </Panel>
  );
}
