export interface Column {
  readonly title: string;
  readonly className?: string;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
  /** Said to those who listen, not drawn. */
  readonly isHidden?: boolean;
}

/** A table's head. */
export function ColumnHeads({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ title, className = '', isNumber = false, isHidden = false }) => (
          <th key={title} scope="col" className={`${className} ${isNumber ? 'table-number' : ''}`}>
            {isHidden ? <span className="visually-hidden">{title}</span> : title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
