import { useFormat, useTexts } from '../texts/texts';
import { lossEventsOf, lossRatioOf } from './loss-events';
import { lossRule } from './loss-stretches';
import { numberClass } from './number-class';
import type { ReportTarget } from './report';
import { EventTable } from './report-events';

/** Whenever packets were lost but not all. */
export function LossStretches({ targets }: { targets: readonly ReportTarget[] }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const rule = texts.lossRule(
    format.count(lossRule.fewestLost),
    format.count(100 * lossRule.smallestRatio),
    format.count(lossRule.inARow),
  );
  return (
    <EventTable
      title={texts.lossStretches}
      columns={[texts.share, texts.lostOfSent]}
      events={lossEventsOf(targets)}
      cells={(loss, isPart) => (
        <>
          <td className={numberClass(!isPart)}>{format.percent(lossRatioOf(loss))}</td>
          <td className="report-number">
            {texts.ofSent(format.count(loss.packetsLost), format.count(loss.packetsSent))}
          </td>
        </>
      )}
      rule={rule}
    />
  );
}
