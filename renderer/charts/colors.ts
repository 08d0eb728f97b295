import { useMediaQuery } from '@mantine/hooks';
import { useSyncExternalStore } from 'react';

/** A token's value. */
export type Colors = (token: string) => string;

/** What tokens stand for, each asked for once: who paints starts anew when the colours change, and asking may lay out the page. */
export function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    const value = known.get(token) ?? style.getPropertyValue(token).trim();
    known.set(token, value);
    return value;
  };
}

/** Changes whenever the colours do. */
export function useScheme(): string {
  const scheme = useSyncExternalStore(watchScheme, shownScheme);
  const moreContrast = useMediaQuery('(prefers-contrast: more)');
  const forced = useMediaQuery('(forced-colors: active)');
  return `${scheme} ${moreContrast} ${forced}`;
}

/** The one that the tokens have now: what the system asks for is known some moments before the page follows it. */
function shownScheme(): string | null {
  return document.documentElement.getAttribute(schemeAttribute);
}

function watchScheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: [schemeAttribute] });
  return () => observer.disconnect();
}

const schemeAttribute = 'data-mantine-color-scheme';
