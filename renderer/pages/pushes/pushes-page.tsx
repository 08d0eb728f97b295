import { Button, Loader } from '@mantine/core';
import { IconFilterOff, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { BusyButton } from '../../components/busy-button';
import { Empty } from '../../components/empty';
import { FailureNotice } from '../../components/notice';
import { Page } from '../../components/page';
import { goTo, routeHash, useRoute } from '../../state/route';
import { useTexts } from '../../texts/texts';
import { PushFilters } from './push-filters';
import { PushPanel } from './push-panel';
import { PushTable } from './push-table';
import { PushedIn } from './pushed-in';
import { type Pushes, type PushFilter, usePushes } from './use-pushes';
import { Ways } from './way';
import './pushes.css';

/** `#/pushes` is the list, `#/pushes/184` one of them, `#/pushes/in` what others pushed to this machine. */
export function PushesPage() {
  const { pages, pushes } = useTexts();
  const { item } = useRoute();
  const isIn = item === 'in';
  return (
    <Page
      title={pages.pushes}
      intro={isIn ? pushes.in.intro : pushes.intro}
      actions={<Directions isIn={isIn} />}
    >
      {isIn ? <PushedIn /> : <Sent item={item} />}
    </Page>
  );
}

function Directions({ isIn }: { isIn: boolean }) {
  const { pushes } = useTexts();
  return (
    <nav className="directions" aria-label={pushes.directions}>
      <a href={routeHash({ page: 'pushes' })} aria-current={isIn ? undefined : 'page'}>
        {pushes.sentTab}
      </a>
      <a href={routeHash({ page: 'pushes', item: 'in' })} aria-current={isIn ? 'page' : undefined}>
        {pushes.inTab}
      </a>
    </nav>
  );
}

function Sent({ item }: { item: string }) {
  const { pushes: texts } = useTexts();
  const { query } = useRoute();
  const filter = filterOf(query);
  const pushes = usePushes(filter);
  const openId = /^\d+$/.test(item) ? Number(item) : undefined;
  return (
    <>
      <Ways destination={filter.destination} />
      <PushFilters filter={filter} seen={pushes.list} />
      <section className="panel" aria-label={texts.table}>
        <PushList pushes={pushes} filter={filter} />
      </section>
      {openId === undefined ? null : (
        <PushPanel
          id={openId}
          list={pushes.list}
          onShow={(id) => goTo({ page: 'pushes', item: String(id), query })}
          onClose={() => goTo({ page: 'pushes', query })}
        />
      )}
    </>
  );
}

function filterOf(query: Readonly<Record<string, string>>): PushFilter {
  const outcome = query['outcome'];
  return {
    destination: query['destination'] ?? '',
    outcome: outcome === 'delivered' || outcome === 'failed' ? outcome : '',
  };
}

function PushList({ pushes, filter }: { pushes: Pushes; filter: PushFilter }) {
  const { pushes: texts } = useTexts();
  if (pushes.state === 'loading') {
    return (
      <div className="pushes-loading" role="status">
        <Loader size={16} aria-hidden="true" />
        <span className="muted">{texts.loading}</span>
      </div>
    );
  }
  if (pushes.state === 'failed') return <ListFailure pushes={pushes} />;
  if (pushes.list.length === 0)
    return <NoPushes filtered={filter.destination !== '' || filter.outcome !== ''} />;
  return (
    <>
      <PushTable pushes={pushes.list} filter={filter} />
      <div className="pushes-foot">
        {pushes.failure === undefined ? null : <FailureNotice failure={pushes.failure} />}
        {pushes.more ? <Older load={pushes.loadOlder} /> : <p className="muted">{texts.end}</p>}
      </div>
    </>
  );
}

function ListFailure({ pushes: { failure, reload } }: { pushes: Pushes }) {
  if (failure === undefined) return null;
  return (
    <div className="panel-body">
      <FailureNotice failure={failure} again={() => void reload()} />
    </div>
  );
}

function NoPushes({ filtered }: { filtered: boolean }) {
  const { pushes: texts } = useTexts();
  if (!filtered) return <Empty icon={IconSend} title={texts.none} text={texts.noneText} />;
  return (
    <Empty icon={IconFilterOff} title={texts.noMatch} text={texts.noMatchText}>
      <Button variant="default" onClick={() => goTo({ page: 'pushes' })}>
        {texts.showAll}
      </Button>
    </Empty>
  );
}

function Older({ load }: { load: () => Promise<void> }) {
  const { pushes: texts } = useTexts();
  const [busy, setBusy] = useState(false);
  return (
    <BusyButton
      variant="default"
      busy={busy}
      onClick={() => {
        setBusy(true);
        void load().then(() => setBusy(false));
      }}
    >
      {texts.older}
    </BusyButton>
  );
}
