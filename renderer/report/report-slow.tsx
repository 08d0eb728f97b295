import { useFormat, useTexts } from '../texts/texts';
import { numberClass } from './number-class';
import type { ReportTarget } from './report';
import { EventTable } from './report-events';
import { slowEventsOf } from './slow-events';
import { slowRule } from './slow-stretches';

/** Whenever answers took much longer than usual. */
export function SlowStretches({ targets }: { targets: readonly ReportTarget[] }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  return (
    <EventTable
      title={texts.slowStretches}
      columns={[texts.median, texts.usual]}
      events={slowEventsOf(targets)}
      cells={({ rttSeconds, usualSeconds }, isPart) => (
        <>
          <td className={numberClass(!isPart)}>
            {usualSeconds === undefined ? texts.upTo(format.rtt(rttSeconds)) : format.rtt(rttSeconds)}
          </td>
          <td className="report-number">{usualSeconds === undefined ? '' : format.rtt(usualSeconds)}</td>
        </>
      )}
      rule={texts.slowRule(format.count(100 * slowRule.usualShare), format.span(slowRule.shortestMs))}
    />
  );
}
