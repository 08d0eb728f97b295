import { useFormat, useTexts } from '../texts/texts';
import type { Stretch } from './events';
import { fewestCycles, type Outage } from './outages';
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
      <p className="report-note">{texts.outageRule(fewestCycles)}</p>
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

interface TimesCellsProps {
  readonly stretch: Stretch;
  /** Its day has been told. */
  readonly toldMs?: number;
}

/** When it began, when it ended and how long it was: nobody knows that of a single value without an end. */
export function TimesCells({ stretch: { fromMs, toMs, end }, toldMs }: TimesCellsProps) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const span = format.span(toMs - fromMs);
  return (
    <>
      <td className="number">{toldMs === undefined ? format.full(fromMs) : format.moment(fromMs, toldMs)}</td>
      {end === 'answered' ? (
        <td className="number">{format.moment(toMs, fromMs)}</td>
      ) : (
        <td>{texts.ends[end]}</td>
      )}
      <td className="report-number">
        {end === 'answered' ? span : toMs === fromMs ? '' : texts.atLeast(span)}
      </td>
    </>
  );
}
