import { Switch, TextInput } from '@mantine/core';
import { SecretValue } from '../../components/access/secret-value';
import type { Secrets } from '../../components/access/use-secrets';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import type { SettingsForm } from '../../state/settings-form';
import { useTexts } from '../../texts/texts';
import type { SettingsDraft } from './settings-plan';

interface FieldsProps {
  readonly form: SettingsForm<SettingsDraft>;
}

interface ServerPanelProps extends FieldsProps {
  readonly secrets: Secrets;
}

export function ServerPanel({ form, secrets }: ServerPanelProps) {
  const { settings } = useTexts();
  const { draft, change } = form;
  return (
    <Panel title={settings.group.server}>
      <div className="panel-body settings-fields">
        <Switch
          label={settings.serverEnabled}
          description={settings.serverEnabledHelp}
          checked={draft.serverEnabled}
          onChange={({ currentTarget: { checked } }) => change({ serverEnabled: checked })}
        />
        <ReachFields form={form} secrets={secrets} />
        <GatewayFields form={form} />
        <Switch
          label={settings.web}
          description={settings.webHelp}
          disabled={!draft.serverEnabled}
          checked={draft.web}
          onChange={({ currentTarget: { checked } }) => change({ web: checked })}
        />
      </div>
    </Panel>
  );
}

/** Where it listens, who reaches it, and what they must show. */
function ReachFields({ form, secrets }: ServerPanelProps) {
  const { settings } = useTexts();
  const { draft, change, field } = form;
  const address = useApp((app) => app.address);
  const now = address === undefined ? '' : ` ${settings.listenNow(address)}`;
  return (
    <>
      <TextInput
        {...field('server.listen', settings.listen)}
        description={`${settings.listenHelp}${now}`}
        value={draft.listen}
        onChange={({ currentTarget: { value } }) => change({ listen: value })}
        disabled={!draft.serverEnabled}
      />
      <Switch
        label={settings.expose}
        description={settings.exposeHelp}
        disabled={!draft.serverEnabled}
        checked={draft.expose}
        onChange={({ currentTarget: { checked } }) => change({ expose: checked })}
      />
      <TokenFields form={form} secrets={secrets} />
    </>
  );
}

function TokenFields({ form, secrets }: ServerPanelProps) {
  const { settings } = useTexts();
  const { draft, change, field } = form;
  const name = draft.token.trim();
  const missing = field('server.token', settings.tokenSecret);
  const { error = missing.error, ...named } = field('server.token.secret', settings.tokenSecret);
  return (
    <>
      <TextInput
        {...named}
        error={error}
        description={settings.tokenHelp}
        value={draft.token}
        onChange={({ currentTarget: { value } }) => change({ token: value })}
        disabled={!draft.serverEnabled}
      />
      {name === '' ? null : <SecretValue label={settings.token} name={name} secrets={secrets} />}
    </>
  );
}

function GatewayFields({ form }: FieldsProps) {
  const { settings } = useTexts();
  const { draft, change, field } = form;
  return (
    <>
      <Switch
        label={settings.gateway}
        disabled={!draft.serverEnabled}
        checked={draft.gateway}
        onChange={({ currentTarget: { checked } }) => change({ gateway: checked })}
      />
      <TextInput
        {...field('server.groupTtl', settings.groupTtl)}
        description={settings.groupTtlHelp}
        className="field-short"
        value={draft.groupTtl}
        onChange={({ currentTarget: { value } }) => change({ groupTtl: value })}
        disabled={!draft.serverEnabled || !draft.gateway}
      />
    </>
  );
}
