import { useMemo } from 'react';
import { useFormat, useTexts } from '../texts/texts';
import { chartShapes } from './chart-shapes';
import type { Cycle } from './cycles';
import { gapsOf } from './outages';
import type { Report } from './report';
import { ReportChart } from './report-chart';
import { ReportTable } from './report-table';
import type { TcpReport } from './report-tcp';

/** The connections of this machine: each state, those that wait over time, what was sent again. */
export function Tcp({ report }: { report: Report }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  if (report.tcp === undefined) return null;
  const { states, wait, segments } = report.tcp;
  return (
    <section>
      <h2>{texts.tcp}</h2>
      {wait.length === 0 ? null : <WaitChart wait={wait} report={report} />}
      {segments === undefined || segments.sent === 0 ? null : (
        <p>
          {texts.retransmits(
            format.count(segments.retransmitted),
            format.count(segments.sent),
            format.percent(segments.retransmitted / segments.sent),
          )}
        </p>
      )}
      {states.length === 0 ? null : <States states={states} />}
    </section>
  );
}

function States({ states }: Pick<TcpReport, 'states'>) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const numbers = [texts.min, texts.median, texts.max];
  return (
    <ReportTable
      label={texts.tcp}
      columns={[{ title: texts.state }, ...numbers.map((title) => ({ title, isNumber: true }))]}
    >
      {states.map(({ state, min, median, max }) => (
        <tr key={state}>
          <th scope="row">{state.toUpperCase()}</th>
          <td className="report-number">{format.count(min)}</td>
          <td className="report-number">{format.count(median)}</td>
          <td className="report-number">{format.count(max)}</td>
        </tr>
      ))}
    </ReportTable>
  );
}

function WaitChart({ wait, report }: { wait: TcpReport['wait']; report: Report }) {
  const { range, marks, madeAtMs } = report;
  const { report: texts } = useTexts();
  const format = useFormat();
  const shapes = useMemo(() => {
    const counts = wait.map(({ atMs, connections }): Cycle => ({ atMs, rttSeconds: connections }));
    return chartShapes(counts, range, {
      gaps: gapsOf(counts, range, { marks, nowMs: madeAtMs }),
      outages: [],
    });
  }, [wait, range, marks, madeAtMs]);
  return (
    <>
      <h3>{texts.waitChart}</h3>
      <ReportChart
        label={texts.waitChart}
        shapes={shapes}
        range={range}
        formatTop={(value) => (Number.isInteger(value) ? format.count(value) : '')}
      />
    </>
  );
}
