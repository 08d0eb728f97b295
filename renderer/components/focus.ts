export const contentId = 'content';

/** Puts the focus at the beginning of the page's content: for the skip link, and after what had it is gone. */
export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true });
}
