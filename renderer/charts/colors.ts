import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

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
  const scheme = useComputedColorScheme('light');
  const moreContrast = useMediaQuery('(prefers-contrast: more)');
  const forced = useMediaQuery('(forced-colors: active)');
  return `${scheme} ${moreContrast} ${forced}`;
}
