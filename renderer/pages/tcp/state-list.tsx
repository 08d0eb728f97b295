import { tcpStates } from '../../../main/metrics/tcp-states';
import { LineToggle } from '../../charts/line-toggle';
import { ColumnHeads } from '../../components/column-heads';
import { Nothing } from '../../components/nothing';
import { routeHash, useRoute } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';
import { type ShownState, shownStates, stateColors } from './tcp-shapes';

/** Which states the chart draws, and how. */
export interface Display {
  readonly isStacked: boolean;
  readonly setStacked: (isStacked: boolean) => void;
  readonly visible: readonly ShownState[];
  readonly setHidden: (change: (hidden: readonly ShownState[]) => readonly ShownState[]) => void;
}

/** Every state with its count of now: a press hides it in the chart, its name opens who holds it. */
export function StateList({ display: { visible, setHidden } }: { readonly display: Display }) {
  const { tcp } = useTexts();
  const counts = useApp((app) => app.tcp?.states);
  const listed = shownStates.filter((state) => state !== 'unknown' || counts?.[state] !== undefined);
  const toggle = (state: ShownState) =>
    setHidden((hidden) =>
      hidden.includes(state) ? hidden.filter((one) => one !== state) : [...hidden, state],
    );
  return (
    <table className="table states-list">
      <ColumnHeads
        columns={[
          { title: tcp.display, isHidden: true },
          { title: tcp.state },
          { title: tcp.count, isNumber: true },
        ]}
      />
      <tbody>
        {listed.map((state) => (
          <StateRow
            key={state}
            state={state}
            count={counts?.[state]}
            isVisible={visible.includes(state)}
            toggle={() => toggle(state)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface StateRowProps {
  readonly state: ShownState;
  readonly count: number | undefined;
  readonly isVisible: boolean;
  readonly toggle: () => void;
}

function StateRow({ state, count, isVisible, toggle }: StateRowProps) {
  const { tcp } = useTexts();
  const { query } = useRoute();
  const format = useFormat();
  const name = state.toUpperCase();
  const hasHolders = tcpStates.some((known) => known === state);
  return (
    <tr className={count === 0 ? 'states-none' : undefined}>
      <td className="states-toggle">
        <LineToggle
          label={isVisible ? tcp.hide(name) : tcp.show(name)}
          color={stateColors[state]}
          isVisible={isVisible}
          onToggle={toggle}
        />
      </td>
      <th scope="row" className="mono">
        {hasHolders ? <a href={routeHash({ page: 'tcp', item: state, query })}>{name}</a> : name}
      </th>
      <td className="table-number">{count === undefined ? <Nothing /> : format.count(count)}</td>
    </tr>
  );
}
