import { success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type SettingsCalls = Pick<Handlers, 'settings.save' | 'secrets.list' | 'secrets.set'>;

export function settingsCalls({ settings, secrets }: ApiParts): SettingsCalls {
  return {
    'settings.save': (input) => settings.save(input.settings, input.base),

    'secrets.list': () => success({ names: [...secrets.names()] }),

    'secrets.set'({ name, value }) {
      const stored = secrets.set(name, value);
      return stored.ok ? success({}) : stored;
    },
  };
}
