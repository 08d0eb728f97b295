import { dialog } from 'electron';
import type { Failure } from '../outcome';
import type { Texts } from '../texts/texts';
import { failureWords } from './failure-words';

let open = false;

/**
 * Says in a box of its own what did not happen and why: the tray has no room for words. One box at a time: who has not
 * read the first needs no second.
 */
export async function tellFailure(
  wanted: string,
  failure: Failure,
  { sentences }: Pick<Texts, 'sentences'>,
): Promise<void> {
  if (open) return;
  open = true;
  try {
    await dialog.showMessageBox({
      type: 'warning',
      title: 'Pushtray',
      message: wanted,
      detail: failureWords(failure, sentences),
    });
  } finally {
    open = false;
  }
}
