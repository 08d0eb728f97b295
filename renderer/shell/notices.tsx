import { useState } from 'react';
import { FailureNotice, Notice } from '../components/notice';
import { Said } from '../components/said';
import { type PageName, routeHash } from '../state/route';
import { useApp, useSession, useSessionState } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import './notices.css';

/** What a person should know before reading any page. */
export function Notices({ page }: { page: PageName }) {
  const { shell } = useTexts();
  return (
    <section className="notices" aria-label={shell.notices}>
      <LineNotice />
      {page === 'settings' ? null : <SettingsNotice />}
      <InstanceNotice page={page} />
      <RunNotices />
    </section>
  );
}

function LineNotice() {
  const { connection } = useTexts();
  const format = useFormat();
  const lostAtMs = useSessionState((state) => state.lostAtMs);
  if (lostAtMs === undefined) return <StaleNotice />;
  return (
    <Notice tone="failing" role="alert" title={connection.lost}>
      <p>{connection.lostText(format.clock(lostAtMs))}</p>
    </Notice>
  );
}

/** The line stands, and yet main gave no state: what is shown is what it gave before. */
function StaleNotice() {
  const { connection } = useTexts();
  const session = useSession();
  const failure = useSessionState((state) => state.failure);
  if (failure === undefined) return null;
  return <FailureNotice failure={failure} title={connection.stale} again={() => void session.reload()} />;
}

function SettingsNotice() {
  const { shell } = useTexts();
  const problem = useApp((app) => app.settingsFile.problem);
  if (problem === undefined) return null;
  return (
    <Notice tone="failing" title={shell.settingsProblem}>
      <p>
        <Said text={problem.message} /> <a href={routeHash({ page: 'settings' })}>{shell.toSettings}</a>
      </p>
    </Notice>
  );
}

function InstanceNotice({ page }: { page: PageName }) {
  const { shell } = useTexts();
  const problem = useApp((app) => app.instance.problem);
  if (problem === undefined) return null;
  return (
    <Notice tone="trouble" title={shell.instanceProblem}>
      <p>
        <Said text={problem.message} />{' '}
        {page === 'settings' ? null : <a href={routeHash({ page: 'settings' })}>{shell.toInstance}</a>}
      </p>
    </Notice>
  );
}

/** Dismissed for as long as the window is open. */
function RunNotices() {
  const notices = useApp((app) => app.notices);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  return notices
    .filter((notice) => !dismissed.includes(notice))
    .map((notice) => (
      <Notice
        key={notice}
        tone="quiet"
        title={<Said text={notice} />}
        onDismiss={() => setDismissed((all) => [...all, notice])}
      />
    ));
}
