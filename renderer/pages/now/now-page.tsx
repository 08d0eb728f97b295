import { Page } from '../../components/page';
import { useTexts } from '../../texts/texts';
import { FirstSteps } from '../start/first-steps';
import { NowActions } from './now-actions';
import { NowDestinations } from './now-destinations';
import { NowTargets } from './now-targets';
import { PastNotice } from './past-notice';
import { TcpPanel } from './tcp-panel';
import { VerdictBanner } from './verdict-banner';
import './now.css';

export function NowPage() {
  const { pages } = useTexts();
  return (
    <Page title={pages.now} actions={<NowActions />}>
      <VerdictBanner />
      <FirstSteps />
      <PastNotice />
      <div className="now-grid">
        <div className="now-main">
          <NowTargets />
          <NowDestinations />
        </div>
        <TcpPanel />
      </div>
    </Page>
  );
}
