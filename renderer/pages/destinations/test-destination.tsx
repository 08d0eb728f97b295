import { useState } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import type { Failure } from '../../../main/outcome';
import { FailureNotice } from '../../components/notice';
import { StateMark } from '../../components/state-mark';
import type { DestinationInput } from '../../state/edit-settings';
import { useClient } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

export interface DestinationTest {
  readonly busy: boolean;
  readonly answer: CallOutput<'destination.test'> | undefined;
  readonly failure: Failure | undefined;
  readonly run: (destination: DestinationInput) => Promise<void>;
}

/** Really connects to a destination that need not be saved yet. */
export function useDestinationTest(): DestinationTest {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DestinationTest['answer']>();
  const [failure, setFailure] = useState<Failure | undefined>();

  async function run(destination: DestinationInput): Promise<void> {
    setBusy(true);
    const outcome = await client.call('destination.test', { destination });
    setBusy(false);
    setAnswer(outcome.ok ? outcome.value : undefined);
    setFailure(outcome.ok ? undefined : outcome.error);
  }

  return { busy, answer, failure, run };
}

/** What *Test* gave; nothing before the first time. */
export function TestResult({ test: { answer, failure, busy } }: { test: DestinationTest }) {
  const { destinations } = useTexts();
  const format = useFormat();
  return (
    <div className="test-result" role="status" aria-busy={busy}>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      {answer === undefined ? null : (
        <>
          <StateMark
            state="ok"
            word={destinations.testOk(
              answer.status === undefined ? destinations.testAnswered : `HTTP ${answer.status}`,
              format.took(answer.durationMs),
            )}
          />
          <p className="mono muted row-address">{answer.url}</p>
        </>
      )}
    </div>
  );
}
