import { Button, Loader } from '@mantine/core';
import { Logo } from '../../components/logo';
import { failureWords } from '../../components/notice';
import { useSession, useSessionState } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import './start.css';

export function OpeningPage() {
  const { connection } = useTexts();
  return (
    <main className="start">
      <div className="start-card start-quiet" role="status">
        <Logo size={40} />
        <h1>{connection.opening}</h1>
        <Loader size={18} aria-hidden="true" />
      </div>
    </main>
  );
}

/** Main gave no state; the session goes on asking. */
export function FailedPage() {
  const texts = useTexts();
  const { connection, actions } = texts;
  const session = useSession();
  const failure = useSessionState((state) => state.failure);
  const words = failure && failureWords(failure, texts);
  return (
    <main className="start">
      <div className="start-card">
        <Logo size={40} />
        <h1>{connection.failedTitle}</h1>
        <div role="alert">
          {words === undefined || words.message.startsWith(connection.failedTitle) ? null : (
            <p>{words.message}</p>
          )}
          {words?.hint === undefined ? null : <p className="muted">{words.hint}</p>}
        </div>
        <p className="muted">{connection.failedText}</p>
        <Button onClick={() => void session.reload()}>{actions.tryAgain}</Button>
      </div>
    </main>
  );
}
