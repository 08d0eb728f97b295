import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';

/** Whether the window is not hidden. */
export function useShown(): boolean {
  return useSyncExternalStore(hearVisibility, () => !document.hidden);
}

function hearVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}

/** Whether an element is in sight: not scrolled away, and its window not hidden. What is not seen need not be drawn. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(true);
  useEffect(() => {
    const { current } = element;
    if (current === null || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? true), {
      rootMargin: '100px',
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return useShown() && isNear;
}
