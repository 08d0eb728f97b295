import { useEffect, useMemo, useSyncExternalStore } from 'react';

/** The page is the address' hash, `#/pushes/184?destination=team`: main can open the window at any of them. */

export const pageNames = [
  'now',
  'tcp',
  'targets',
  'collectors',
  'destinations',
  'pushes',
  'report',
  'settings',
] as const;
export type PageName = (typeof pageNames)[number];

export interface Route {
  readonly page: PageName;
  /** What follows the page's name, `184`; empty when nothing does. */
  readonly item: string;
  readonly query: Readonly<Record<string, string>>;
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [name = '', item = ''] = path.split('/');
  const page = pageNames.find((known) => known === name);
  if (page === undefined) return { page: 'now', item: '', query: {} };
  return { page, item: decoded(item), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** An address that somebody wrote by hand may hold a lone `%`: it is taken as it stands. */
function decoded(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    return item;
  }
}

export function routeHash({ page, item = '', query = {} }: Partial<Route> & { page: PageName }): string {
  const set = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams(set).toString();
  return `#/${page}${item === '' ? '' : `/${encodeURIComponent(item)}`}${search === '' ? '' : `?${search}`}`;
}

export function goTo(route: Partial<Route> & { page: PageName }): void {
  window.location.hash = routeHash(route);
}

export function useRoute(): Route {
  const hash = useHash();
  return useMemo(() => parseRoute(hash), [hash]);
}

/** The address of a page that is not there becomes that of *Now*, which is shown in its place. */
export function useKnownAddress(): void {
  const hash = useHash();
  useEffect(() => {
    const name = /^#\/?([^/?]+)/.exec(hash)?.[1];
    if (name !== undefined && parseRoute(hash).page !== name)
      window.history.replaceState(null, '', routeHash({ page: 'now' }));
  }, [hash]);
}

function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
