import type { ReactNode } from 'react';

interface ReportTableProps {
  readonly label: string;
  /** Numbers stand at the right. */
  readonly columns: readonly { readonly title: string; readonly isNumber?: boolean }[];
  /** The rows of its body. */
  readonly children: ReactNode;
}

/** What may be wider than the window scrolls for itself, by keyboard too. */
export function ReportTable({ label, columns, children }: ReportTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="report-wide" aria-label={label} tabIndex={0}>
      <table className="report-table">
        <thead>
          <tr>
            {columns.map(({ title, isNumber = false }) => (
              <th key={title} scope="col" className={isNumber ? 'report-number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
