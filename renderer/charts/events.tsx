import type { Mark } from '../../main/contract/marks';
import { ColumnHeads } from '../components/column-heads';
import { Panel } from '../components/panel';
import { useNow } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import { useCrosshairStore } from './chart-group';
import { pointAt } from './crosshair';
import { markWords } from './mark-words';
import type { View } from './view';

interface EventsProps {
  readonly marks: readonly Mark[];
  readonly view: View;
}

/** What happened to this machine in the stretch that is shown, newest first; each leads the crosshair to its place. */
export function Events({ marks, view }: EventsProps) {
  const { charts } = useTexts();
  const format = useFormat();
  const nowMs = useNow();
  const crosshair = useCrosshairStore();
  const seen = marks.filter(({ atMs }) => atMs >= view.fromMs && atMs <= view.toMs).reverse();
  return (
    <Panel title={charts.events}>
      {seen.length === 0 ? (
        <p className="panel-body muted">{charts.noEvents}</p>
      ) : (
        <div className="events">
          <table className="table">
            <ColumnHeads columns={[{ title: charts.eventTime }, { title: charts.event }]} />
            <tbody>
              {seen.map((mark) => (
                <tr key={`${mark.atMs} ${mark.kind}`}>
                  <td className="number events-time">
                    <button
                      type="button"
                      className="text-button"
                      onClick={() => pointAt(crosshair, mark.atMs)}
                    >
                      {format.moment(mark.atMs, nowMs)}
                    </button>
                  </td>
                  <td>{markWords(mark, charts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
