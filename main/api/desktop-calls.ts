import { failure, success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

export function desktopCalls({ desktop }: Pick<ApiParts, 'desktop'>): Pick<Handlers, 'desktop.startAtLogin'> {
  return {
    'desktop.startAtLogin'({ on }) {
      if (!desktop) {
        return failure('not_available', 'There is no desktop here: this Pushtray runs without a tray.', {
          hint: 'Let the system start it, as examples/pushtray.service does.',
        });
      }
      const changed = desktop.setStartAtLogin(on);
      return changed.ok ? success({}) : changed;
    },
  };
}
