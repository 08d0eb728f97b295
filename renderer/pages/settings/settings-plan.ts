import type { NotificationSettings } from '../../../main/settings/schema/notifications';
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
  readonly expose: boolean;
  /** The name of the secret that pushes and scrapes must show; empty: none. */
  readonly token: string;
  readonly gateway: boolean;
  /** Empty: for ever. */
  readonly groupTtl: string;
  readonly web: boolean;
  readonly language: Settings['language'];
  readonly notifyWhen: NotificationSettings['when'];
  readonly isQuiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
}

export function settingsPlan(usedTwice: string): FormPlan<SettingsDraft> {
  return {
    fill({ instance, labels, interval, monitoring, pushing, server, language, notifications }) {
      const { enabled: serverEnabled, listen = '', expose, gateway, groupTtl = '', web } = server;
      const token = server.token?.secret ?? '';
      const ownServer = { serverEnabled, listen, expose, token, gateway, groupTtl, web };
      const { when: notifyWhen, quietHours } = notifications;
      const { from: quietFrom = '22:00', to: quietTo = '07:00' } = quietHours ?? {};
      const quiet = { isQuiet: quietHours !== undefined, quietFrom, quietTo };
      const rhythm = { interval, monitoring, pushing };
      return { instance, labels: labelRows(labels), ...rhythm, ...ownServer, language, notifyWhen, ...quiet };
    },
    apply: (settings, draft) => ({ settings: withDraft(settings, draft), path: '' }),
    check: ({ labels }) => doubledNames(labels, usedTwice),
  };
}

function withDraft(settings: Settings, draft: SettingsDraft): Settings {
  const { instance, labels, interval, monitoring, pushing, language } = draft;
  return {
    ...settings,
    instance: instance.trim(),
    labels: labelsOf(labels),
    interval: interval.trim(),
    monitoring,
    pushing,
    server: serverOf(settings, draft),
    language,
    notifications: notificationsOf(draft),
  };
}

function serverOf(settings: Settings, draft: SettingsDraft): Settings['server'] {
  const { serverEnabled, expose, gateway, web } = draft;
  const address = draft.listen.trim();
  const stay = draft.groupTtl.trim();
  const secret = draft.token.trim();
  const { listen: _listen, groupTtl: _groupTtl, token: _token, ...server } = settings.server;
  return {
    ...server,
    enabled: serverEnabled,
    expose,
    gateway,
    web,
    ...(address === '' ? {} : { listen: address }),
    ...(secret === '' ? {} : { token: { secret } }),
    ...(stay === '' ? {} : { groupTtl: stay }),
  };
}

function notificationsOf({ notifyWhen, isQuiet, quietFrom, quietTo }: SettingsDraft): NotificationSettings {
  const quietHours = { from: quietFrom.trim(), to: quietTo.trim() };
  return { when: notifyWhen, ...(isQuiet ? { quietHours } : {}) };
}
