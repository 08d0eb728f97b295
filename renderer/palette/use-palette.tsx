import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { makePart } from '../components/part';

const Palette = makePart(async () => (await import('./palette')).Palette);

const OpenContext = createContext<() => void>(() => undefined);

/** Opens the palette. */
export function useOpenPalette(): () => void {
  return useContext(OpenContext);
}

/** Ctrl+K or Cmd+K opens the palette from everywhere below, and closes it. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isShortcut || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <OpenContext.Provider value={() => setOpen(true)}>
      {children}
      {isOpen ? <Palette onClose={() => setOpen(false)} /> : null}
    </OpenContext.Provider>
  );
}
