import type { Settings } from '../../../main/settings/schema/settings';
import { doubledNames, type LabelRow, labelRows, labelsOf } from '../../state/label-rows';
import type { FormPlan } from '../../state/settings-form';

/** What the page Settings changes. */
export interface SettingsDraft {
  readonly instance: string;
  readonly labels: readonly LabelRow[];
  readonly interval: string;
  readonly monitoring: boolean;
  readonly pushing: boolean;
  readonly serverEnabled: boolean;
  /** Empty: the default address. */
  readonly listen: string;
  readonly gateway: boolean;
  readonly web: boolean;
}

export function settingsPlan(usedTwice: string): FormPlan<SettingsDraft> {
  return {
    fill({ instance, labels, interval, monitoring, pushing, server }) {
      const { enabled: serverEnabled, listen = '', gateway, web } = server;
      const ownServer = { serverEnabled, listen, gateway, web };
      return { instance, labels: labelRows(labels), interval, monitoring, pushing, ...ownServer };
    },
    apply: (settings, draft) => ({ settings: withDraft(settings, draft), path: '' }),
    check: ({ labels }) => doubledNames(labels, usedTwice),
  };
}

function withDraft(settings: Settings, draft: SettingsDraft): Settings {
  const { instance, labels, interval, monitoring, pushing, serverEnabled, listen, gateway, web } = draft;
  const address = listen.trim();
  const { listen: _listen, ...server } = settings.server;
  return {
    ...settings,
    instance: instance.trim(),
    labels: labelsOf(labels),
    interval: interval.trim(),
    monitoring,
    pushing,
    server: {
      ...server,
      enabled: serverEnabled,
      gateway,
      web,
      ...(address === '' ? {} : { listen: address }),
    },
  };
}
