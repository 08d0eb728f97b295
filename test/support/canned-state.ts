import type { AppState, DestinationStatus, TargetStatus } from '../../main/contract/state';
import { settingsSchema } from '../../main/settings/schema/settings';
import { cannedVerdicts } from './canned-verdict';

/** What the window and the tray are shown: two targets, two destinations, all well. */
export function cannedState(changes: Partial<AppState> = {}): AppState {
  return {
    version: '0.1.0',
    platform: 'linux',
    startedAtMs: Date.UTC(2026, 0, 1),
    instance: { name: 'laptop' },
    settings: cannedSettings(),
    settingsFile: { path: '/home/ada/.config/pushtray/settings.json', exists: true },
    notices: [],
    verdict: cannedVerdicts.ok,
    collectors: [],
    targets: [target({ name: 'router', rttSeconds: 0.00123 }), target({ name: 'lo', rttSeconds: 0.00004 })],
    destinations: [destination('team'), destination('spare')],
    offers: [],
    ...changes,
  };
}

export function cannedSettings(): AppState['settings'] {
  return settingsSchema.parse({
    version: 1,
    collectors: [
      { id: 'tcp', kind: 'tcp-states' },
      {
        id: 'ping',
        kind: 'ping',
        targets: [
          { name: 'router', host: 'gateway' },
          { name: 'lo', host: '127.0.0.1' },
        ],
      },
    ],
    destinations: [
      { id: 'team', kind: 'pushgateway', urls: ['http://127.0.0.1:9091'] },
      { id: 'spare', kind: 'pushgateway', urls: ['http://127.0.0.1:9092'], enabled: false },
    ],
  });
}

export function target(changes: Partial<TargetStatus> & { name: string }): TargetStatus {
  return { collector: 'ping', host: changes.name, state: 'up', ...changes };
}

export function destination(id: string, changes: Partial<DestinationStatus> = {}): DestinationStatus {
  return {
    id,
    kind: 'pushgateway',
    url: 'http://127.0.0.1:9091',
    enabled: true,
    builtIn: false,
    state: 'ok',
    consecutiveFailures: 0,
    ...changes,
  };
}
