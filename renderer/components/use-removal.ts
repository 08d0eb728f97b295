import type { Settings, SettingsInput } from '../../main/settings/schema/settings';
import { useTexts } from '../texts/texts';
import { focusContent } from './focus';
import { useQuickSave } from './quick-save';
import { useToast } from './toasts';

type Change = (settings: Settings) => SettingsInput;

interface Removal {
  readonly remove: Change;
  readonly putBack: Change;
  /** That it is gone. */
  readonly said: string;
}

/** Removes one of a list at once, and offers to put it back where it was. */
export function useRemoval({ remove, putBack, said }: Removal): () => Promise<void> {
  const { actions } = useTexts();
  const save = useQuickSave();
  const toast = useToast();
  return async () => {
    if (!(await save(remove))) return;
    focusContent();
    toast({ state: 'ok', text: said, action: { label: actions.undo, run: () => void save(putBack) } });
  };
}
