import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './components/table.css';
import { MantineProvider } from '@mantine/core';
import type { Texts } from '../main/texts/texts';
import { ToastProvider } from './components/toasts';
import { DestinationsPage } from './pages/destinations/destinations-page';
import { NowPage } from './pages/now/now-page';
import { PushesPage } from './pages/pushes/pushes-page';
import { SettingsPage } from './pages/settings/settings-page';
import { ConnectPage } from './pages/start/connect-page';
import { FailedPage, OpeningPage } from './pages/start/opening-page';
import { TargetsPage } from './pages/targets/targets-page';
import { Shell } from './shell/shell';
import { type PageName, useRoute } from './state/route';
import type { Session } from './state/session';
import { SessionProvider, useSessionState } from './state/session-context';
import { TextsProvider } from './texts/texts';
import { styleNonce } from './theme/style-nonce';
import { cssVariables, theme } from './theme/theme';

interface AppProps {
  /** Absent: nothing says who we are, the page must be opened with its token. */
  readonly session: Session | undefined;
  readonly texts: Texts;
  /** Mantine's own switch: no transitions, no portals' delays. */
  readonly env?: 'default' | 'test';
}

export function App({ session, texts, env = 'default' }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
      env={env}
    >
      <TextsProvider texts={texts}>
        {session === undefined ? (
          <ConnectPage refused={false} />
        ) : (
          <SessionProvider session={session}>
            <ToastProvider>
              <Opened />
            </ToastProvider>
          </SessionProvider>
        )}
      </TextsProvider>
    </MantineProvider>
  );
}

const pages: Readonly<Record<PageName, () => React.ReactNode>> = {
  now: NowPage,
  targets: TargetsPage,
  destinations: DestinationsPage,
  pushes: PushesPage,
  settings: SettingsPage,
};

function Opened() {
  const phase = useSessionState((state) => state.phase);
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
