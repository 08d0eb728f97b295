import { useEffect, useState } from 'react';

export const contentId = 'content';

/** Puts the focus at the beginning of the page's content: for the skip link, and after what had it is gone. */
export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true });
}

/** For what opens over the page: gives the focus back, when it goes, to what had it before. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    },
    [before],
  );
}
