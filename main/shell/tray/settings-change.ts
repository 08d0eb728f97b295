import type { AppState } from '../../contract/state';

type Settings = AppState['settings'];

/** What the tray's menu can change, as data: two equal menus compare as equal. */
export type SettingsChange =
  | { readonly field: 'monitoring' | 'pushing'; readonly to: boolean }
  | { readonly field: 'interval'; readonly to: string }
  | { readonly field: 'target'; readonly collector: string; readonly name: string; readonly to: boolean }
  | { readonly field: 'destination'; readonly id: string; readonly to: boolean };

/** The settings with one thing changed; unchanged when what it names is no longer there. */
export function withChange(settings: Settings, change: SettingsChange): Settings {
  switch (change.field) {
    case 'monitoring':
    case 'pushing':
      return { ...settings, [change.field]: change.to };
    case 'interval':
      return { ...settings, interval: change.to };
    case 'destination':
      return {
        ...settings,
        destinations: settings.destinations.map((destination) =>
          destination.id === change.id ? { ...destination, enabled: change.to } : destination,
        ),
      };
    case 'target':
      return {
        ...settings,
        collectors: settings.collectors.map((collector) => withTarget(collector, change)),
      };
  }
}

type Collector = Settings['collectors'][number];
type TargetChange = Extract<SettingsChange, { field: 'target' }>;

function withTarget(collector: Collector, change: TargetChange): Collector {
  if (collector.id !== change.collector || !('targets' in collector)) return collector;
  const targets = collector.targets.map((target) =>
    target.name === change.name ? { ...target, enabled: change.to } : target,
  );
  // Each kind's targets are its own, changed in nothing but what all have.
  return { ...collector, targets } as Collector;
}
