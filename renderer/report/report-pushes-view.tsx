import { useFormat, useSentence, useTexts } from '../texts/texts';
import { numberClass } from './number-class';
import type { DestinationReport, PushesReport, PushFailureReason } from './report-pushes';
import { ReportTable } from './report-table';

/** How deliveries went, destination by destination, and why those failed that did. */
export function Pushes({ pushes }: { pushes: PushesReport }) {
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
            <DestinationRow key={destination.id} destination={destination} />
          ))}
        </ReportTable>
      )}
    </section>
  );
}

function DestinationRow({
  destination: { id, delivered, failed, reasons },
}: {
  destination: DestinationReport;
}) {
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{id}</th>
      <td className="report-number">{format.count(delivered)}</td>
      <td className={numberClass(failed > 0)}>{format.count(failed)}</td>
      <td>
        {reasons.map((reason) => (
          <Reason key={reason.message} reason={reason} />
        ))}
      </td>
    </tr>
  );
}

function Reason({ reason: { message, count, firstAtMs, lastAtMs } }: { reason: PushFailureReason }) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const why = useSentence()(message);
  const first = format.moment(firstAtMs, lastAtMs);
  return (
    <p>
      {count === 1
        ? texts.reasonOnce(why, first)
        : texts.reason(why, format.count(count), first, format.clock(lastAtMs))}
    </p>
  );
}
