import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { placeOf } from '../../../main/settings/schema/collectors/target-place';
import type { Settings } from '../../../main/settings/schema/settings';
import { Panel } from '../../components/panel';
import { useQuickSave } from '../../components/quick-save';
import { collectorsOfKind, type ProbeTarget, putTarget } from '../../state/edit-settings';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import './targets.css';

type ButtonSize = 'xs' | 'sm';

const hosts = ['1.1.1.1', '8.8.8.8', '9.9.9.9'] as const;

/** Hosts on the internet: never touched unless somebody clicks. */
export function WellKnown() {
  const { targets } = useTexts();
  return (
    <Panel title={targets.wellKnown}>
      <div className="panel-body well-known">
        <p className="muted">{targets.wellKnownText}</p>
        <WellKnownHosts />
      </div>
    </Panel>
  );
}

export function WellKnownHosts({ size = 'sm' }: { size?: ButtonSize }) {
  const taken = collectorsOfKind(
    useApp((app) => app.settings),
    'ping',
  )
    .flatMap((collector): readonly ProbeTarget[] => collector.targets)
    .map(placeOf);
  return (
    <ul className="well-known-hosts">
      {hosts.map((host) => (
        <li key={host}>
          <WellKnownHost host={host} added={taken.includes(host)} size={size} />
        </li>
      ))}
    </ul>
  );
}

interface WellKnownHostProps {
  readonly size: ButtonSize;
  readonly host: (typeof hosts)[number];
  readonly added: boolean;
}

function WellKnownHost({ host, added, size }: WellKnownHostProps) {
  const { targets } = useTexts();
  const owner = targets.hosts[host];
  const save = useQuickSave();
  const withHost = (settings: Settings) =>
    putTarget(settings, { name: host, host, enabled: true }, { kind: 'ping' }).settings;
  return (
    <Button
      size={size}
      variant="default"
      // Not switched off: after the press that adds it, it has the focus.
      data-disabled={added}
      aria-disabled={added}
      leftSection={added ? <IconCheck size={15} /> : <IconPlus size={15} />}
      aria-label={added ? targets.wellKnownAdded(host, owner) : targets.wellKnownAdd(host, owner)}
      onClick={() => {
        if (!added) void save(withHost);
      }}
    >
      <span className="mono">{host}</span> <span className="well-known-who">{owner}</span>
    </Button>
  );
}
