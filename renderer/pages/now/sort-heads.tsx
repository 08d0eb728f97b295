import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { SortKey, SortOrder } from './target-rows';

export interface SortColumn {
  readonly title: string;
  readonly className?: string;
  readonly isNumber?: boolean;
  /** Absent: the table is not sorted by it. */
  readonly by?: SortKey;
}

interface SortHeadsProps {
  readonly columns: readonly SortColumn[];
  readonly order: SortOrder | undefined;
  readonly setOrder: (order: SortOrder | undefined) => void;
}

/** A table's head whose columns sort by a press: the worst first, then the other way round, then as it was. */
export function SortHeads({ columns, order, setOrder }: SortHeadsProps) {
  return (
    <thead>
      <tr>
        {columns.map(({ title, className = '', isNumber = false, by }) => {
          const own = by !== undefined && order?.by === by ? order : undefined;
          return (
            <th
              key={title}
              scope="col"
              className={`${className} ${isNumber ? 'table-number' : ''}`}
              aria-sort={own && (own.isDescending ? 'descending' : 'ascending')}
            >
              {by === undefined ? (
                title
              ) : (
                <button type="button" className="sort-button" onClick={() => setOrder(next(own, by))}>
                  <span>{title}</span>
                  <SortSign order={own} />
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortSign({ order }: { readonly order: SortOrder | undefined }) {
  const Icon = order === undefined ? IconArrowsSort : order.isDescending ? IconArrowDown : IconArrowUp;
  return <Icon size={12} aria-hidden="true" className={order === undefined ? 'sort-idle' : undefined} />;
}

/** The state sorts worst first upwards, figures do so downwards. */
function next(own: SortOrder | undefined, by: SortKey): SortOrder | undefined {
  const first = by !== 'target';
  if (own === undefined) return { by, isDescending: first };
  return own.isDescending === first ? { by, isDescending: !first } : undefined;
}
