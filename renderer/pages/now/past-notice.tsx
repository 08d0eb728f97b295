import { FailureNotice } from '../../components/notice';
import { useDisconnected, useSession, useSessionState } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

/** Why lines and figures of the last minutes do not show all of them. */
export function PastNotice() {
  const { now, charts } = useTexts();
  const session = useSession();
  const past = useSessionState((state) => state.past);
  const marksFailure = useSessionState((state) => state.marksFailure);
  const isDisconnected = useDisconnected();
  const again = () => void session.reloadPast();
  if (isDisconnected) return null;
  if (typeof past === 'object') {
    return (
      <FailureNotice failure={past} title={now.pastFailed} again={again}>
        <p>{now.pastFailedText}</p>
      </FailureNotice>
    );
  }
  if (marksFailure === undefined) return null;
  return <FailureNotice failure={marksFailure} title={charts.marksFailed} again={again} />;
}
