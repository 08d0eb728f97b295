import {
  IconActivity,
  IconAdjustments,
  IconChevronDown,
  IconDots,
  IconFileText,
  IconGauge,
  IconListDetails,
  IconPlugConnected,
  IconSend,
  IconTarget,
} from '@tabler/icons-react';
import { type ComponentType, useEffect, useState } from 'react';
import type { AppState } from '../../main/contract/state';
import type { Tone } from '../components/state-mark';
import { PaletteButton } from '../palette/palette-button';
import { type PageName, pageNames, routeHash } from '../state/route';
import { useApp, useNow, useUnheardSince } from '../state/session-context';
import { useFormat, useTexts } from '../texts/texts';
import './navigation.css';

const icons: Readonly<Record<PageName, ComponentType<{ size: number; stroke: number }>>> = {
  now: IconActivity,
  tcp: IconPlugConnected,
  targets: IconTarget,
  collectors: IconGauge,
  destinations: IconSend,
  pushes: IconListDetails,
  report: IconFileText,
  settings: IconAdjustments,
};

/** Which pages a narrow window shows before it is asked for the others. */
const firstPages: ReadonlySet<PageName> = new Set(['now', 'targets', 'destinations', 'pushes']);

export function Navigation({ page }: { page: PageName }) {
  const texts = useTexts();
  const [isWhole, setWhole] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has gone to a page wants to see it
  useEffect(() => setWhole(false), [page]);
  return (
    <nav className={isWhole ? 'navigation navigation-whole' : 'navigation'} aria-label={texts.navigation}>
      <ul>
        <li className="navigation-search">
          <PaletteButton />
        </li>
        {pageNames.map((name) => (
          <li key={name} className={firstPages.has(name) ? undefined : 'navigation-later'}>
            <PageLink name={name} current={name === page} />
          </li>
        ))}
        <li className="navigation-toggle">
          <WholeToggle
            isWhole={isWhole}
            hidesCurrent={!firstPages.has(page)}
            onToggle={() => setWhole((before) => !before)}
          />
        </li>
      </ul>
    </nav>
  );
}

interface WholeToggleProps {
  readonly isWhole: boolean;
  /** The page that is shown is one of those behind it. */
  readonly hidesCurrent: boolean;
  readonly onToggle: () => void;
}

function WholeToggle({ isWhole, hidesCurrent, onToggle }: WholeToggleProps) {
  const { shell } = useTexts();
  const Icon = isWhole ? IconChevronDown : IconDots;
  return (
    <button
      type="button"
      className={hidesCurrent && !isWhole ? 'page-link page-link-current' : 'page-link'}
      aria-expanded={isWhole}
      onClick={onToggle}
    >
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span className="page-link-name">{isWhole ? shell.fewerPages : shell.morePages}</span>
    </button>
  );
}

function PageLink({ name, current }: { name: PageName; current: boolean }) {
  const { pages } = useTexts();
  const Icon = icons[name];
  return (
    <a className="page-link" href={routeHash({ page: name })} aria-current={current ? 'page' : undefined}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <span className="page-link-name">{pages[name]}</span> <Badge name={name} />
    </a>
  );
}

/** How many of a page's things need looking at; nothing when none does. */
function Badge({ name }: { name: PageName }) {
  const { shell } = useTexts();
  const unheardSinceMs = useUnheardSince();
  const notUp = useApp(countNotUp);
  const down = useApp(countDown);
  const notDelivering = useApp(countNotDelivering);
  const fails = useApp(isAnyFailing);
  const badges: Partial<Record<PageName, readonly [count: number, tone: Tone, words: string]>> = {
    targets: [notUp, down > 0 ? 'failing' : 'trouble', shell.notUp(notUp, down)],
    destinations: [notDelivering, fails ? 'failing' : 'trouble', shell.notDelivering(notDelivering)],
  };
  const [count, tone, words] = badges[name] ?? [0, 'quiet', ''];
  if (badges[name] !== undefined && unheardSinceMs !== undefined)
    return <UnheardBadge sinceMs={unheardSinceMs} />;
  if (count === 0) return null;
  return (
    <span className={`badge tone-${tone}`} title={words}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** How many need looking at is not known: none would be a lie too. */
function UnheardBadge({ sinceMs }: { sinceMs: number }) {
  const { connection } = useTexts();
  const format = useFormat();
  const words = connection.unheardSince(format.minute(sinceMs, useNow()));
  return (
    <span className="badge tone-quiet" title={words}>
      <span aria-hidden="true">?</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function countNotUp({ targets }: AppState): number {
  return targets.filter(({ state }) => state === 'loss' || state === 'down' || state === 'unknown').length;
}

function countDown({ targets }: AppState): number {
  return targets.filter(({ state }) => state === 'down').length;
}

function isAnyFailing({ destinations }: AppState): boolean {
  return destinations.some(({ state }) => state === 'failing');
}

function countNotDelivering({ destinations }: AppState): number {
  return destinations.filter(({ state }) => state === 'failing' || state === 'held').length;
}
