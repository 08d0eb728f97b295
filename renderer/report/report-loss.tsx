import { useFormat, useTexts } from '../texts/texts';
import { type LossEvent, lossEventsOf, lossRatioOf } from './loss-events';
import { type LossStretch, lossRule } from './loss-stretches';
import { numberClass } from './number-class';
import type { ReportTarget } from './report';
import { TimesCells } from './report-outages';
import { ReportTable } from './report-table';

/** Whenever packets were lost but not all, in the order of time; what several targets had at once stands together. */
export function LossStretches({ targets }: { targets: readonly ReportTarget[] }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const events = lossEventsOf(targets);
  if (events.length === 0) return null;
  return (
    <section>
      <h2>{texts.lossStretches}</h2>
      <ReportTable
        label={texts.lossStretches}
        columns={[
          { title: texts.target },
          { title: texts.start },
          { title: texts.end },
          { title: texts.lasted, isNumber: true },
          { title: texts.share, isNumber: true },
          { title: texts.lostOfSent, isNumber: true },
        ]}
      >
        {events.map((event) => (
          <EventRows key={event.fromMs} event={event} />
        ))}
      </ReportTable>
      <p className="report-note">
        {texts.lossRule(
          format.count(lossRule.fewestLost),
          format.count(100 * lossRule.smallestRatio),
          format.count(lossRule.inARow),
        )}
      </p>
    </section>
  );
}

function EventRows({ event }: { event: LossEvent }) {
  const { report: texts } = useTexts();
  const { names, stretches } = event;
  const [name = ''] = names;
  if (stretches.length === 1) return <LossRow name={name} loss={event} />;
  return (
    <>
      <LossRow name={names.length === 1 ? name : texts.atOnce(names.length)} loss={event} />
      {stretches.map((loss) => (
        <LossRow key={`${loss.name} ${loss.fromMs}`} name={loss.name} loss={loss} isPart />
      ))}
    </>
  );
}

interface LossRowProps {
  readonly name: string;
  readonly loss: LossStretch;
  /** One of several at once, below the row of them all. */
  readonly isPart?: boolean;
}

function LossRow({ name, loss, isPart = false }: LossRowProps) {
  const { report: texts } = useTexts();
  const format = useFormat();
  return (
    <tr className={isPart ? 'report-part' : undefined}>
      <th scope="row">{name}</th>
      <TimesCells stretch={loss} />
      <td className={numberClass(!isPart)}>{format.percent(lossRatioOf(loss))}</td>
      <td className="report-number">
        {texts.ofSent(format.count(loss.packetsLost), format.count(loss.packetsSent))}
      </td>
    </tr>
  );
}
