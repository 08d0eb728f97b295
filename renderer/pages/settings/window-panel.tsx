import { Switch, TextInput, useMantineColorScheme } from '@mantine/core';
import { notificationLevels } from '../../../main/settings/schema/notifications';
import { languageChoices } from '../../../main/settings/schema/settings';
import { Choice } from '../../components/choice';
import { Panel } from '../../components/panel';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import { colorSchemes } from '../../theme/theme';
import type { SettingsDraft } from './settings-plan';
import { StartAtLogin } from './start-at-login';

interface FieldsProps {
  readonly form: SettingsForm<SettingsDraft>;
}

export function WindowPanel({ form }: FieldsProps) {
  const { settings } = useTexts();
  const { draft, change } = form;
  return (
    <Panel title={settings.group.window}>
      <div className="panel-body settings-fields">
        <Choice
          label={settings.language}
          description={settings.languageHelp}
          options={languageChoices.map((value) => ({ value, label: settings.languages[value] }))}
          value={draft.language}
          onChange={(language) => change({ language })}
        />
        <ColorSchemeChoice />
        <Choice
          label={settings.notify}
          description={settings.notifyHelp}
          options={notificationLevels.map((value) => ({ value, label: settings.notifyWords[value] }))}
          value={draft.notifyWhen}
          onChange={(notifyWhen) => change({ notifyWhen })}
        />
        <QuietHours form={form} />
        <StartAtLogin />
      </div>
    </Panel>
  );
}

/** No part of the settings: each window or browser has its own. */
function ColorSchemeChoice() {
  const { settings } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Choice
      label={settings.colors}
      description={settings.colorsHelp}
      options={colorSchemes.map((value) => ({ value, label: settings.colorWords[value] }))}
      value={colorScheme}
      onChange={setColorScheme}
    />
  );
}

function QuietHours({ form }: FieldsProps) {
  const { settings } = useTexts();
  const { draft, change } = form;
  const disabled = draft.notifyWhen === 'never';
  return (
    <>
      <Switch
        label={settings.quiet}
        description={settings.quietHelp}
        disabled={disabled}
        checked={draft.isQuiet}
        onChange={({ currentTarget: { checked } }) => change({ isQuiet: checked })}
      />
      {draft.isQuiet && !disabled ? (
        <div className="settings-times">
          <TextInput
            {...form.field('notifications.quietHours.from', settings.quietFrom)}
            description={settings.quietTimeHelp}
            value={draft.quietFrom}
            onChange={({ currentTarget: { value } }) => change({ quietFrom: value })}
          />
          <TextInput
            {...form.field('notifications.quietHours.to', settings.quietTo)}
            description={settings.quietTimeHelp}
            value={draft.quietTo}
            onChange={({ currentTarget: { value } }) => change({ quietTo: value })}
          />
        </div>
      ) : null}
    </>
  );
}
