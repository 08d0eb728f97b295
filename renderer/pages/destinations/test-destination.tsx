import { FailureNotice } from '../../components/notice';
import { StateMark } from '../../components/state-mark';
import type { CallState } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';
import { Replaced } from './replaced-question';

/** What *Test* gave; nothing before the first time. */
export function TestResult({ test: { answer, failure, busy } }: { test: CallState<'destination.test'> }) {
  const { destinations } = useTexts();
  const format = useFormat();
  return (
    <div className="test-result" role="status" aria-busy={busy}>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      {answer?.tried.map(({ status, durationMs, url }) => (
        <div key={url}>
          <StateMark
            state="ok"
            word={destinations.testOk(
              status === undefined ? destinations.testAnswered : `HTTP ${status}`,
              format.took(durationMs),
            )}
          />
          <p className="mono muted row-address">{url}</p>
        </div>
      ))}
      {answer?.replaces === undefined ? null : <Replaced families={answer.replaces} />}
    </div>
  );
}
