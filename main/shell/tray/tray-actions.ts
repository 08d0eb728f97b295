import type { Door } from '../../api/dispatch';
import type { AppState } from '../../contract/state';
import { type Failure, type Outcome, success } from '../../outcome';
import type { Texts } from '../../texts/texts';
import { type SettingsChange, withChange } from './settings-change';
import type { TrayAction } from './tray-menu';

export interface TrayActionParts {
  readonly door: Door;
  /** Of the language at the moment of the click. */
  readonly texts: Pick<Texts, 'tray'>;
  open(): void;
  quit(): void;
  /** Says to the person what was wanted and why it did not happen. */
  tell(wanted: string, failure: Failure): void;
  /** What was wanted is over, whatever came of it. */
  done(): void;
}

/** What each line of the menu does. */
export async function doTrayAction(action: TrayAction, parts: TrayActionParts): Promise<void> {
  const { tray } = parts.texts;
  switch (action.kind) {
    case 'open':
      return parts.open();
    case 'quit':
      return parts.quit();
    case 'push': {
      const pushed = await parts.door.call('push.now', {});
      if (!pushed.ok) parts.tell(tray.notPushed, pushed.error);
      return;
    }
    case 'change': {
      const changed = await change(parts.door, action.change);
      if (!changed.ok) parts.tell(tray.notChanged, changed.error);
      parts.done();
    }
  }
}

/** On the settings as they are now, not as they were when the menu was drawn. */
async function change(door: Door, wanted: SettingsChange): Promise<Outcome<unknown>> {
  const state = (await door.call('state.get', {})) as Outcome<AppState>;
  if (!state.ok) return state;
  const base = state.value.settings;
  const settings = withChange(base, wanted);
  return settings === base ? success(base) : door.call('settings.save', { settings, base });
}
