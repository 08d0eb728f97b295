import { success } from '../outcome';
import { parseSettings } from '../settings/file/parse';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type SettingsCalls = Pick<Handlers, 'settings.save' | 'settings.check' | 'secrets.list' | 'secrets.set'>;

export function settingsCalls({ settings, secrets }: ApiParts): SettingsCalls {
  return {
    'settings.save': (input) => settings.save(input.settings, input.base),

    'settings.check': ({ text }) => parseSettings(text, 'The settings in this file'),

    'secrets.list': () => success({ names: [...secrets.names()] }),

    'secrets.set'({ name, value }) {
      const stored = secrets.set(name, value);
      return stored.ok ? success({}) : stored;
    },
  };
}
