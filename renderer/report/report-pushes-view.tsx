import { useFormat, useSentence, useTexts } from '../texts/texts';
import { numberClass } from './number-class';
import type { Report } from './report';
import type { DestinationReport, PushFailureReason } from './report-pushes';
import { ReportTable } from './report-table';

/** How deliveries went, destination by destination, and why those failed that did. */
export function Pushes({ report: { pushes, range } }: { report: Report }) {
  const { report: texts } = useTexts();
  return (
    <section>
      <h2>{texts.pushes}</h2>
      {pushes.destinations.length === 0 ? (
        <p>{texts.noPushes}</p>
      ) : (
        <ReportTable
          label={texts.pushes}
          columns={[
            { title: texts.destination },
            { title: texts.delivered, isNumber: true },
            { title: texts.failedPushes, isNumber: true },
            { title: texts.why },
          ]}
        >
          {pushes.destinations.map((destination) => (
            <DestinationRow key={destination.id} destination={destination} endMs={range.toMs} />
          ))}
        </ReportTable>
      )}
    </section>
  );
}

interface DestinationRowProps {
  readonly destination: DestinationReport;
  /** Times of the day on which the report ends have no date. */
  readonly endMs: number;
}

function DestinationRow({ destination: { id, delivered, failed, reasons }, endMs }: DestinationRowProps) {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{id}</th>
      <td className="report-number">{format.count(delivered)}</td>
      <td className={numberClass(failed > 0)}>{format.count(failed)}</td>
      <td>
        {reasons.map((reason) => (
          <Reason key={reason.message} reason={reason} endMs={endMs} />
        ))}
      </td>
    </tr>
  );
}

interface ReasonProps extends Pick<DestinationRowProps, 'endMs'> {
  readonly reason: PushFailureReason;
}

function Reason({ reason: { message, count, firstAtMs, lastAtMs }, endMs }: ReasonProps) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const why = useSentence()(message);
  const first = format.moment(firstAtMs, endMs);
  return (
    <p>
      {count === 1
        ? texts.reasonOnce(why, first)
        : texts.reason(why, format.count(count), first, format.moment(lastAtMs, firstAtMs))}
    </p>
  );
}
