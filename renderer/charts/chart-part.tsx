import type { ReactNode } from 'react';

/** One chart of several in a panel, under a heading of its own. */
export function ChartPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="chart-part">
      <h3 className="chart-title">{title}</h3>
      {children}
    </div>
  );
}
