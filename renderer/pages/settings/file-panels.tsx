import { Ago } from '../../components/ago';
import { CopyButton } from '../../components/copy-button';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { Panel } from '../../components/panel';
import { useApp } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { Transfer } from './transfer';

/** Where the settings are kept, and what is wrong with that. */
export function FilePanel() {
  const { settings, actions } = useTexts();
  const { path, exists, problem } = useApp((app) => app.settingsFile);
  return (
    <Panel title={settings.group.file}>
      <div className="panel-body settings-fields">
        <div className="settings-file">
          <code>{path}</code>
          <CopyButton text={path} label={`${actions.copy} ${settings.file}`} />
        </div>
        {exists ? null : <p className="muted">{settings.fileMissing}</p>}
        <Transfer />
        {problem === undefined ? null : <FailureNotice failure={problem} title={settings.problem} />}
      </div>
    </Panel>
  );
}

export function AboutPanel() {
  const { settings, appName } = useTexts();
  const format = useFormat();
  const version = useApp((app) => app.version);
  const platform = useApp((app) => app.platform);
  const startedAtMs = useApp((app) => app.startedAtMs);
  return (
    <Panel title={settings.group.about}>
      <div className="panel-body">
        <Facts>
          <Fact name={settings.version}>
            {appName} {version}
          </Fact>
          <Fact name={settings.platform}>{platform}</Fact>
          <Fact name={settings.started}>
            {format.full(startedAtMs)} (<Ago atMs={startedAtMs} />)
          </Fact>
        </Facts>
      </div>
    </Panel>
  );
}
