import { Page } from '../../components/page';
import { makePart } from '../../components/part';
import { useTexts } from '../../texts/texts';
import { FirstSteps } from '../start/first-steps';
import { NowActions } from './now-actions';
import { NowDestinations } from './now-destinations';
import { NowTargets } from './now-targets';
import { PastNotice } from './past-notice';
import { TcpPanel } from './tcp-panel';
import { VerdictBanner } from './verdict-banner';
import './now.css';

/** Drawn when the rest stands. */
const NowHappened = makePart(async () => (await import('./now-happened')).NowHappened);

export function NowPage() {
  const { pages } = useTexts();
  return (
    <Page title={pages.now} actions={<NowActions />}>
      <VerdictBanner />
      <PastNotice />
      <div className="now-grid">
        <div className="now-main">
          <NowTargets />
          <FirstSteps />
          <NowDestinations />
          <NowHappened />
        </div>
        <TcpPanel />
      </div>
    </Page>
  );
}
