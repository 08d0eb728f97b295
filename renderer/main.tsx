// First of all, before any of the window's code is evaluated.
import './begin';
import { createRoot } from 'react-dom/client';
import { App, laterPages } from './app';
import { session } from './begin';
import { loadParts } from './components/part';
import { parseRoute } from './state/route';
import type { Session } from './state/session';

/** So long an empty window is better than one that says that it is opening. */
const patienceMs = 150;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
void open(root);

async function open(element: HTMLElement): Promise<void> {
  const { page } = parseRoute(window.location.hash);
  const loaded = page === 'now' ? undefined : laterPages[page].load();
  const ready = Promise.allSettled([session && answered(session), loaded]);
  await Promise.race([ready, after(patienceMs)]);
  createRoot(element).render(<App session={session} languages={navigator.languages} />);
  // Safari has no idle times.
  (window.requestIdleCallback ?? window.setTimeout)(() => void loadParts());
}

/** When main has said anything. */
function answered({ store }: Session): Promise<void> {
  return new Promise((resolve) => {
    store.subscribe(({ phase }) => {
      if (phase !== 'opening') resolve();
    });
  });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
