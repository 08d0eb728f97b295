import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './components/table.css';
// What pages share stands before their own rules, whichever of their files come first.
import './components/exposition.css';
import './components/facts.css';
import './components/fold.css';
import './components/rows-editor.css';
import './components/side-panel.css';
import './charts/chart-colors.css';
import './charts/charts.css';
import './charts/legend.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { languageFor } from '../main/texts/texts';
import { DrawingFault } from './components/drawing-fault';
import { makePart, type Part } from './components/part';
import { ToastProvider } from './components/toasts';
import { NowPage } from './pages/now/now-page';
import { FailedPage, OpeningPage } from './pages/start/opening-page';
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
            <DrawingFault>
              <ToastProvider>
                <Opened />
              </ToastProvider>
            </DrawingFault>
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

/** All but *Now*, at which the window opens: its code is in the first file. */
export const laterPages: Readonly<Record<Exclude<PageName, 'now'>, Part<object>>> = {
  tcp: makePart(async () => (await import('./pages/tcp/tcp-page')).TcpPage),
  targets: makePart(async () => (await import('./pages/targets/targets-route')).TargetsRoute),
  collectors: makePart(async () => (await import('./pages/collectors/collectors-page')).CollectorsPage),
  destinations: makePart(
    async () => (await import('./pages/destinations/destinations-page')).DestinationsPage,
  ),
  pushes: makePart(async () => (await import('./pages/pushes/pushes-page')).PushesPage),
  report: makePart(async () => (await import('./pages/report/report-page')).ReportPage),
  settings: makePart(async () => (await import('./pages/settings/settings-page')).SettingsPage),
};

const ConnectPage = makePart(async () => (await import('./pages/start/connect-page')).ConnectPage);

function Opened() {
  const phase = useSessionState((state) => state.phase);
  useKnownAddress();
  const { page } = useRoute();
  const CurrentPage = page === 'now' ? NowPage : laterPages[page];
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
          <DrawingFault key={page}>
            <CurrentPage />
          </DrawingFault>
        </Shell>
      );
  }
}
