import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { Panel } from '../../components/panel';
import { useQuickSave } from '../../components/quick-save';
import { pingCollectors, putTarget } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

const hosts = ['1.1.1.1', '8.8.8.8', '9.9.9.9'] as const;

/** Hosts on the internet: never touched unless somebody clicks. */
export function WellKnown() {
  const { targets } = useTexts();
  const taken = pingCollectors(useApp((app) => app.settings))
    .flatMap((collector) => collector.targets)
    .map(({ host }) => host);
  return (
    <Panel title={targets.wellKnown}>
      <div className="panel-body well-known">
        <p className="muted">{targets.wellKnownText}</p>
        <ul>
          {hosts.map((host) => (
            <li key={host}>
              <WellKnownHost host={host} added={taken.includes(host)} />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function WellKnownHost({ host, added }: { host: (typeof hosts)[number]; added: boolean }) {
  const { targets } = useTexts();
  const owner = targets.hosts[host];
  const save = useQuickSave();
  return (
    <Button
      variant="default"
      disabled={added}
      leftSection={added ? <IconCheck size={15} /> : <IconPlus size={15} />}
      aria-label={added ? targets.wellKnownAdded(host, owner) : targets.wellKnownAdd(host, owner)}
      onClick={() =>
        void save(
          (settings) => putTarget(settings, { name: host, host, enabled: true }, { collector: '' }).settings,
        )
      }
    >
      <span className="mono">{host}</span> <span className="well-known-who">{owner}</span>
    </Button>
  );
}
