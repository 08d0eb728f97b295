import type { ReactNode } from 'react';

/** What may be wider than the window scrolls for itself, by keyboard too. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report-wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
