import { useFormat, useTexts } from '../texts/texts';
import type { Outage } from './outages';
import type { ReportTarget } from './report';
import { ReportTable } from './report-table';

/** Every outage of every target, in the order of time. */
export function Outages({ targets }: { targets: readonly ReportTarget[] }) {
  const { report: texts } = useTexts();
  const all = targets
    .flatMap(({ name, kind, outages }) => outages.map((outage) => ({ name, kind, outage })))
    .sort((a, b) => a.outage.fromMs - b.outage.fromMs);
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{texts.outages}</h2>
      <ReportTable
        label={texts.outages}
        columns={[
          { title: texts.target },
          { title: texts.start },
          { title: texts.end },
          { title: texts.lasted, isNumber: true },
        ]}
      >
        {all.map(({ name, kind, outage }) => (
          <OutageRow key={`${kind} ${name} ${outage.fromMs}`} name={name} outage={outage} />
        ))}
      </ReportTable>
    </section>
  );
}

function OutageRow({ name, outage }: { name: string; outage: Outage }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <TimesCells stretch={outage} />
    </tr>
  );
}

/** When it began, when it ended and how long it was. */
export function TimesCells({ stretch: { fromMs, toMs, end } }: { stretch: Omit<Outage, 'cycles'> }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const span = format.span(toMs - fromMs);
  return (
    <>
      <td className="number">{format.full(fromMs)}</td>
      <td className="number">{end === 'answered' ? format.full(toMs) : texts.ends[end]}</td>
      <td className="report-number">{end === 'answered' ? span : texts.atLeast(span)}</td>
    </>
  );
}
