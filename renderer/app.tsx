import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './components/table.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { languageFor } from '../main/texts/texts';
import { ToastProvider } from './components/toasts';
import { CollectorsPage } from './pages/collectors/collectors-page';
import { DestinationsPage } from './pages/destinations/destinations-page';
import { NowPage } from './pages/now/now-page';
import { PushesPage } from './pages/pushes/pushes-page';
import { ReportPage } from './pages/report/report-page';
import { SettingsPage } from './pages/settings/settings-page';
import { ConnectPage } from './pages/start/connect-page';
import { FailedPage, OpeningPage } from './pages/start/opening-page';
import { TargetPage } from './pages/target/target-page';
import { TargetsPage } from './pages/targets/targets-page';
import { TcpPage } from './pages/tcp/tcp-page';
import { Shell } from './shell/shell';
import { type PageName, useKnownAddress, useRoute } from './state/route';
import type { Session } from './state/session';
import { SessionProvider, useSessionState } from './state/session-context';
import { TextsProvider } from './texts/texts';
import { styleNonce } from './theme/style-nonce';
import { cssVariables, theme } from './theme/theme';

interface AppProps {
  /** Absent: nothing says who we are, the page must be opened with its token. */
  readonly session: Session | undefined;
  /** What the browser's user reads, best first. */
  readonly languages: readonly string[];
  /** Mantine's own switch: no transitions, no portals' delays. */
  readonly env?: 'default' | 'test';
}

const colorSchemeManager = localStorageColorSchemeManager({ key: 'pushtray-color-scheme' });

export function App({ session, languages, env = 'default' }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      env={env}
    >
      {session === undefined ? (
        <TextsProvider language={languageFor(languages)}>
          <ConnectPage refused={false} />
        </TextsProvider>
      ) : (
        <SessionProvider session={session}>
          <InChosenLanguage languages={languages}>
            <ToastProvider>
              <Opened />
            </ToastProvider>
          </InChosenLanguage>
        </SessionProvider>
      )}
    </MantineProvider>
  );
}

/** The language that settings name, else one that the browser's user reads. */
function InChosenLanguage({ languages, children }: { languages: readonly string[]; children: ReactNode }) {
  const chosen = useSessionState(({ app }) => app?.settings.language ?? 'auto');
  const language = chosen === 'auto' ? languageFor(languages) : chosen;
  return <TextsProvider language={language}>{children}</TextsProvider>;
}

const pages: Readonly<Record<PageName, () => ReactNode>> = {
  now: NowPage,
  tcp: TcpPage,
  targets: TargetsRoute,
  collectors: CollectorsPage,
  destinations: DestinationsPage,
  pushes: PushesPage,
  report: ReportPage,
  settings: SettingsPage,
};

/** `#/targets` is the list, `#/targets/NAME` one of them. */
function TargetsRoute() {
  const { item } = useRoute();
  return item === '' ? <TargetsPage /> : <TargetPage key={item} name={item} />;
}

function Opened() {
  const phase = useSessionState((state) => state.phase);
  useKnownAddress();
  const { page } = useRoute();
  const CurrentPage = pages[page];
  switch (phase) {
    case 'opening':
      return <OpeningPage />;
    case 'failed':
      return <FailedPage />;
    case 'refused':
      return <ConnectPage refused />;
    case 'open':
      return (
        <Shell page={page}>
          <CurrentPage />
        </Shell>
      );
  }
}
