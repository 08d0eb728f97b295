import type { ForwardedGroup, GatewayGroup } from '../../../main/contract/gateway-state';
import { Said } from '../../components/said';
import { type MarkedState, StateMark } from '../../components/state-mark';
import { useTexts } from '../../texts/texts';

/** Whether the last push to it was taken. */
export function GroupMark({ group: { lastPushFailed, pushedAtMs } }: { group: GatewayGroup }) {
  const { pushes } = useTexts();
  if (lastPushFailed) return <StateMark state="failing" word={pushes.in.refusedLast} />;
  if (pushedAtMs === undefined) return <StateMark state="waiting" word={pushes.in.noneTaken} />;
  return <StateMark state="ok" word={pushes.in.taken} />;
}

const forwardMarks: Readonly<Record<ForwardedGroup['state'], MarkedState>> = {
  waiting: 'waiting',
  delivered: 'ok',
  failing: 'failing',
  refused: 'failing',
};

/** Where it was passed on to, and why not. */
export function Forwarded({ forwarded }: { forwarded: readonly ForwardedGroup[] }) {
  const { pushes } = useTexts();
  if (forwarded.length === 0) return null;
  return (
    <ul className="row-detail group-forwarded">
      {forwarded.map(({ destination, url, state, problem }) => (
        <li key={`${destination} ${url}`}>
          {pushes.in.forwarded} {destination}:{' '}
          <StateMark state={forwardMarks[state]} word={pushes.in.forwardStates[state]} />
          {problem === undefined ? null : (
            <span className="group-problem">
              <Said text={problem} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
