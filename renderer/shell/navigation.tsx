import { IconActivity, IconAdjustments, IconListDetails, IconSend, IconTarget } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { AppState } from '../../main/contract/state';
import { type PageName, pageNames, routeHash } from '../state/route';
import { useApp } from '../state/session-context';
import { useTexts } from '../texts/texts';
import './navigation.css';

const icons: Readonly<Record<PageName, ComponentType<{ size: number; stroke: number }>>> = {
  now: IconActivity,
  targets: IconTarget,
  destinations: IconSend,
  pushes: IconListDetails,
  settings: IconAdjustments,
};

export function Navigation({ page }: { page: PageName }) {
  const texts = useTexts();
  return (
    <nav className="navigation" aria-label={texts.navigation}>
      <ul>
        {pageNames.map((name) => (
          <li key={name}>
            <PageLink name={name} current={name === page} />
          </li>
        ))}
      </ul>
    </nav>
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
  const notUp = useApp(countNotUp);
  const notDelivering = useApp(countNotDelivering);
  const [count, words] = {
    now: [0, ''] as const,
    targets: [notUp, shell.notUp(notUp)] as const,
    destinations: [notDelivering, shell.notDelivering(notDelivering)] as const,
    pushes: [0, ''] as const,
    settings: [0, ''] as const,
  }[name];
  if (count === 0) return null;
  return (
    <span className="badge" title={words}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function countNotUp({ targets }: AppState): number {
  return targets.filter(({ state }) => state === 'loss' || state === 'down' || state === 'unknown').length;
}

function countNotDelivering({ destinations }: AppState): number {
  return destinations.filter(({ state }) => state === 'failing' || state === 'held').length;
}
