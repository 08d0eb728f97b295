import { Button, Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Failure } from '../../../main/outcome';
import type { CommandSettings } from '../../../main/settings/schema/collectors';
import type { Settings } from '../../../main/settings/schema/settings';
import { SecretsUnread } from '../../components/access/secret-value';
import { useStoredSecrets } from '../../components/access/use-stored-secrets';
import { BusyButton } from '../../components/busy-button';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice, Notice } from '../../components/notice';
import { SidePanel } from '../../components/side-panel';
import { useToast } from '../../components/toasts';
import { useApp, useSession } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { hasChanges, type ListChanges, newCommands, secretsIn, settingsChanges } from './settings-changes';

export interface ImportedFile {
  readonly name: string;
  readonly settings: Settings;
}

/** What a file's settings would change, and every command that does not run already; nothing is taken before all of them are confirmed. */
export function ImportPanel({ file, onClose }: { file: ImportedFile; onClose: () => void }) {
  const { settings: texts, actions } = useTexts();
  const session = useSession();
  const toast = useToast();
  const current = useApp((app) => app.settings);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<Failure | undefined>();
  const [saving, setSaving] = useState(false);
  const changes = useMemo(() => settingsChanges(current, file.settings), [current, file]);
  const commands = newCommands(current, file.settings);
  const isChange = hasChanges(changes);
  const unconfirmed = commands.filter(({ id }) => !confirmed.includes(id)).length;

  async function replace(): Promise<void> {
    setSaving(true);
    const saved = await session.save(file.settings, current);
    setSaving(false);
    if (!saved.ok) return setFailure(saved.error);
    toast({ state: 'ok', text: ({ settings }) => settings.imported });
    onClose();
  }

  return (
    <SidePanel title={texts.importTitle} size={560} onClose={onClose}>
      <div className="form">
        {failure === undefined ? null : <FailureNotice failure={failure} />}
        <p>{isChange ? texts.importFrom(file.name) : texts.importSame}</p>
        {isChange ? (
          <>
            <Changes changes={changes} />
            <MissingSecrets settings={file.settings} />
            <Commands commands={commands} confirmed={confirmed} onConfirm={setConfirmed} />
          </>
        ) : null}
        {isChange && unconfirmed > 0 ? (
          <p className="muted" role="status">
            {texts.importWaits(unconfirmed)}
          </p>
        ) : null}
        <div className="form-actions">
          <Button variant="default" onClick={onClose} data-autofocus>
            {actions.cancel}
          </Button>
          <BusyButton busy={saving} disabled={!isChange || unconfirmed > 0} onClick={() => void replace()}>
            {texts.importAction}
          </BusyButton>
        </div>
      </div>
    </SidePanel>
  );
}

function Changes({ changes }: { changes: ReturnType<typeof settingsChanges> }) {
  const { settings, pages } = useTexts();
  const { collectors, destinations, others } = changes;
  return (
    <>
      <ListSection title={pages.collectors} changes={collectors} />
      <ListSection title={pages.destinations} changes={destinations} />
      {others.length === 0 ? null : (
        <section className="import-section">
          <h3>{settings.otherSettings}</h3>
          <Facts>
            {others.map(({ path, before = settings.notSet, after = settings.notSet }) => (
              <Fact key={path} name={path}>
                <span className="mono">{settings.fromTo(before, after)}</span>
              </Fact>
            ))}
          </Facts>
        </section>
      )}
    </>
  );
}

function ListSection({ title, changes }: { title: string; changes: ListChanges }) {
  const { settings } = useTexts();
  const parts = (['added', 'removed', 'changed'] as const).filter((part) => changes[part].length > 0);
  if (parts.length === 0) return null;
  return (
    <section className="import-section">
      <h3>{title}</h3>
      <Facts>
        {parts.map((part) => (
          <Fact key={part} name={settings.changes[part]}>
            {changes[part].join(', ')}
          </Fact>
        ))}
      </Facts>
    </section>
  );
}

/** Without them the destinations that name them cannot push. */
function MissingSecrets({ settings }: { settings: Settings }) {
  const texts = useTexts();
  const stored = useStoredSecrets();
  const needed = secretsIn(settings);
  const missing = needed.filter((name) => stored.names?.includes(name) === false);
  if (needed.length > 0 && stored.failure) return <SecretsUnread stored={stored} />;
  if (missing.length === 0) return null;
  return (
    <Notice tone="trouble" title={texts.settings.missingSecrets}>
      <p className="mono">{missing.join(', ')}</p>
    </Notice>
  );
}

interface CommandsProps {
  readonly commands: readonly CommandSettings[];
  /** Ids. */
  readonly confirmed: readonly string[];
  readonly onConfirm: (confirmed: readonly string[]) => void;
}

function Commands({ commands, confirmed, onConfirm }: CommandsProps) {
  const { settings } = useTexts();
  if (commands.length === 0) return null;
  return (
    <section className="import-section">
      <h3>{settings.commands}</h3>
      <Notice tone="trouble" title={settings.commandsText} />
      {commands.map((command) => (
        <div key={command.id} className="import-command">
          <pre>{commandText(command)}</pre>
          <Checkbox
            label={settings.commandConfirm(command.id)}
            checked={confirmed.includes(command.id)}
            onChange={({ currentTarget: { checked } }) =>
              onConfirm(checked ? [...confirmed, command.id] : confirmed.filter((id) => id !== command.id))
            }
          />
        </div>
      ))}
    </section>
  );
}

/** Whole, with all that decides what it does. */
function commandText({ command, cwd, env }: CommandSettings): string {
  const place = cwd === undefined ? [] : [`cd ${cwd}`];
  const variables = Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const line = typeof command === 'string' ? command : JSON.stringify(command);
  return [...place, ...variables, line].join('\n');
}
