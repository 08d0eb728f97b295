import type { Mark } from '../../main/contract/marks';
import { markWords } from '../charts/mark-words';
import { useFormat, useTexts } from '../texts/texts';
import type { Report } from './report';
import { LossStretches } from './report-loss';
import { Outages } from './report-outages';
import { Pushes } from './report-pushes-view';
import { SlowStretches } from './report-slow';
import { Summary } from './report-summary';
import { ReportTable } from './report-table';
import { TargetCharts, Targets } from './report-targets';
import { Tcp } from './report-tcp-view';
import { offsetOf } from './time-zone';
import './report.css';

interface ReportViewProps {
  readonly report: Report;
  /** A file of its own, where the title is the document's. */
  readonly isFile: boolean;
}

/** A report as it is read, the same on the page and in the file: plain elements, no controls. */
export function ReportView({ report, isFile }: ReportViewProps) {
  return (
    <article className="report">
      <Head report={report} isFile={isFile} />
      <Summary report={report} />
      <Targets targets={report.targets} />
      <Outages targets={report.targets} />
      <LossStretches targets={report.targets} />
      <SlowStretches targets={report.targets} />
      <TargetCharts report={report} />
      <Tcp report={report} />
      <Pushes report={report} />
      <Marks marks={report.marks} />
    </article>
  );
}

function Head({ report, isFile }: ReportViewProps) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const { range, madeAtMs, instance, version, stepMs } = report;
  const title = texts.title(instance);
  const period = texts.period(
    format.full(range.fromMs),
    format.full(range.toMs),
    format.span(range.toMs - range.fromMs),
  );
  return (
    <header className="report-head">
      {isFile ? <h1>{title}</h1> : <p className="report-title">{title}</p>}
      <p className="report-period number">{period}</p>
      <p className="report-made">{texts.made(version, format.full(madeAtMs), offsetOf(range.fromMs))}</p>
      {stepMs < coarseFromMs ? null : <p className="report-made">{texts.coarse(format.span(stepMs))}</p>}
    </header>
  );
}

const coarseFromMs = 60_000;

function Marks({ marks }: { marks: readonly Mark[] }) {
  const { report: texts, charts } = useTexts();
  const format = useFormat();
  return (
    <section>
      <h2>{texts.marks}</h2>
      {marks.length === 0 ? (
        <p>{texts.noMarks}</p>
      ) : (
        <ReportTable label={texts.marks} columns={[{ title: texts.when }, { title: texts.what }]}>
          {marks.map((mark) => (
            <tr key={`${mark.atMs} ${mark.kind}`}>
              <td className="number">{format.full(mark.atMs)}</td>
              <td>{markWords(mark, charts)}</td>
            </tr>
          ))}
        </ReportTable>
      )}
    </section>
  );
}
