import { type RefObject, useEffect, useRef } from 'react';
import { useRoute } from '../state/route';

/** For the element of one of a list. */
export interface Marked<E extends HTMLElement> {
  readonly ref: RefObject<E | null>;
  readonly tabIndex?: number;
  readonly 'aria-current'?: 'true';
}

/** The one of a page's list that the address names is marked, brought into sight, and has the focus: a link led to it. */
export function useMarked<E extends HTMLElement>(name: string): Marked<E> {
  const isNamed = useRoute().item === name;
  const ref = useRef<E>(null);
  useEffect(() => {
    if (!isNamed) return;
    // The page that was gone to first shows its beginning.
    const frame = requestAnimationFrame(() => {
      ref.current?.scrollIntoView({ block: 'center' });
      ref.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isNamed]);
  return isNamed ? { ref, tabIndex: -1, 'aria-current': 'true' } : { ref };
}
