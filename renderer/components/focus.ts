import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export const contentId = 'content';

/** Puts the focus at the beginning of the page's content: for the skip link, and after what had it is gone. */
export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true });
}

/** For what may go with the focus in it, but by no way that leads elsewhere: the focus goes to the dialog it is in, or to the page's content. */
export function useFocusLeft<E extends HTMLElement>(): RefObject<E | null> {
  const frame = useRef<E>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const dialog = element.closest<HTMLElement>('[role="dialog"]');
      if (dialog) dialog.focus({ preventScroll: true });
      else focusContent();
    };
  }, []);
  return frame;
}

/** For what opens over the page: gives the focus back, when it goes, to what it was opened from, or to the page where that is gone too. */
export function useFocusReturn(): void {
  const [before] = useState(() => openerOf(document.activeElement));
  useLayoutEffect(() => {
    // What takes the place of another dialog was opened from within it; that one has just given the focus back to where it was opened from.
    const opener = openerOf(document.activeElement) ?? before;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      else focusContent();
    };
  }, [before]);
}

/** A menu is closed by a choice from it: its button is what remains. */
function openerOf(focused: Element | null): Element | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? undefined;
  if (button !== undefined) return document.getElementById(button);
  return focused === document.body ? null : focused;
}
