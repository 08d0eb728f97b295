import type { Failure } from '../../main/outcome';
import type { Settings, SettingsInput } from '../../main/settings/schema/settings';
import { useSession } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { failureWords } from './notice';
import { useToast } from './toasts';

/** Says a failure in passing. */
export function useFailureToast(): (failure: Failure) => void {
  const texts = useTexts();
  const toast = useToast();
  return (failure) => {
    const { message, detail, hint } = failureWords(failure, texts);
    toast({
      state: 'failing',
      text: [message, detail, hint].filter((part) => part !== undefined).join(' '),
    });
  };
}

/** Saves one small change of the settings at once, as a switch does; true when it was saved, else it is said. */
export function useQuickSave(): (change: (settings: Settings) => SettingsInput) => Promise<boolean> {
  const session = useSession();
  const sayFailure = useFailureToast();
  return async (change) => {
    const settings = session.store.getState().app?.settings;
    if (settings === undefined) return false;
    const saved = await session.save(change(settings), settings);
    if (!saved.ok) sayFailure(saved.error);
    return saved.ok;
  };
}
