import { useEffect, useMemo, useRef } from 'react';

/**
 * Does what it is given at once, or, while a press is under way, when that is over. A field that is left by a press shows its fault only
 * then: it would push what is pressed from under the pointer, and the click would be lost.
 */
export function useAfterPress(): (act: () => void) => void {
  const isPressed = useRef(false);
  const waiting = useRef<(() => void)[]>([]);

  useEffect(() => {
    const press = () => {
      isPressed.current = true;
    };
    const release = () => {
      isPressed.current = false;
      // The click comes with the release; after both.
      setTimeout(() => {
        for (const act of waiting.current.splice(0)) act();
      });
    };
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, []);

  return useMemo(
    () => (act) => {
      if (isPressed.current) waiting.current.push(act);
      else act();
    },
    [],
  );
}
