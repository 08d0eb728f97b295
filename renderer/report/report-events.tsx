import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import type { Stretch, StretchEvent } from './events';
import { TimesCells } from './report-outages';
import { ReportTable } from './report-table';

interface EventTableProps<E extends StretchEvent<Stretch>> {
  readonly title: string;
  /** Behind those of the target and of the times; all of them numbers. */
  readonly columns: readonly string[];
  readonly events: readonly E[];
  /** What stands in those columns, of a stretch or of several at once, or of one of those below their row. */
  readonly cells: (of: E | E['stretches'][number], isPart: boolean) => ReactNode;
  readonly rule: string;
}

/** Stretches in the order of time; what several targets had at once stands together. */
export function EventTable<E extends StretchEvent<Stretch>>({
  title,
  columns,
  events,
  cells,
  rule,
}: EventTableProps<E>) {
  const { report: texts } = useTexts();
  if (events.length === 0) return null;
  const numbers = [texts.lasted, ...columns].map((column) => ({ title: column, isNumber: true }));
  return (
    <section>
      <h2>{title}</h2>
      <ReportTable
        label={title}
        columns={[{ title: texts.target }, { title: texts.start }, { title: texts.end }, ...numbers]}
      >
        {events.map((event) => (
          <EventRows key={event.fromMs} event={event} cells={cells} />
        ))}
      </ReportTable>
      <p className="report-note">{rule}</p>
    </section>
  );
}

interface EventRowsProps<E extends StretchEvent<Stretch>> extends Pick<EventTableProps<E>, 'cells'> {
  readonly event: E;
}

function EventRows<E extends StretchEvent<Stretch>>({ event, cells }: EventRowsProps<E>) {
  const { report: texts } = useTexts();
  const { names, stretches } = event;
  const [name = ''] = names;
  const head = (
    <EventRow
      name={names.length === 1 ? name : texts.atOnce(names.length)}
      stretch={event}
      cells={cells(event, false)}
    />
  );
  if (stretches.length === 1) return head;
  return (
    <>
      {head}
      {stretches.map((stretch) => (
        <EventRow
          key={`${stretch.name} ${stretch.fromMs}`}
          name={stretch.name}
          stretch={stretch}
          cells={cells(stretch, true)}
          partOfMs={event.fromMs}
        />
      ))}
    </>
  );
}

interface EventRowProps {
  readonly name: string;
  readonly stretch: Stretch;
  readonly cells: ReactNode;
  /** One of several at once, below the row of them all, which began then. */
  readonly partOfMs?: number;
}

function EventRow({ name, stretch, cells, partOfMs }: EventRowProps) {
  return (
    <tr className={partOfMs === undefined ? undefined : 'report-part'}>
      <th scope="row">{name}</th>
      <TimesCells stretch={stretch} {...(partOfMs !== undefined && { toldMs: partOfMs })} />
      {cells}
    </tr>
  );
}
