import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppState, PushSummary } from '../../main/contract/state';
import { type Failure, type Outcome, success } from '../../main/outcome';
import type { Settings, SettingsInput } from '../../main/settings/schema/settings';
import type { Client } from '../client/client';
import { emptyRecent, type Recent, withHistory, withoutOld, withState } from './recent';
import { recentHistory, recentMarks } from './recent-history';
import { makeTurns } from './turns';
import { isUnheard, unheard } from './unheard';

/**
 * `opening`: nothing is known yet. `open`: `app` is there. `failed`: it could not be opened, and is tried again.
 * `refused`: main does not let this page in.
 */
export type Phase = 'opening' | 'open' | 'failed' | 'refused';

/** A failure says why history could not be read. */
export type Past = 'reading' | 'read' | Failure;

export interface SessionState {
  readonly phase: Phase;
  /** Why the state could not be had the last time; `app`, if there is one, is then older. */
  readonly failure?: Failure;
  readonly app?: AppState;
  readonly recent: Recent;
  /** Whether `recent` holds what history knows too, or only what was heard since the window opened. */
  readonly past: Past;
  /** Since when the line has stood: while history is not read, `recent` knows nothing from before. */
  readonly heardFromMs: number;
  /** Why marks are missing in `recent`. */
  readonly marksFailure: Failure | undefined;
  /** Absent while the line to main stands. */
  readonly lostAtMs?: number;
  /** Present when the line was lost for longer than a hiccup: since when nothing in `app` says how things are. */
  readonly unheardSinceMs?: number;
  /** The time, told once a second while somebody looks. */
  readonly nowMs: number;
}

/** What the window knows of main and how it asks it for things: one for each window, handed down by context. */
export interface Session {
  readonly client: Client;
  readonly store: StoreApi<SessionState>;
  /** Begins to listen; the answer ends it. */
  start(): () => void;
  /** Asks for the whole state now, as on opening. */
  reload(): Promise<void>;
  /** Reads the last minutes of history and their marks again. */
  reloadPast(): Promise<void>;
  /** Saves `settings`, made from `base`, and shows them at once. */
  save(settings: SettingsInput, base: Settings): Promise<Outcome<Settings>>;
  /** Hears of each push that is over. */
  onPush(listener: (push: PushSummary) => void): () => void;
}

const retryOpeningMs = 3000;
/** Marks are asked for with the state, but not with each. */
const marksEveryMs = 10_000;

export function makeSession(client: Client, now: () => number = Date.now): Session {
  const store = createStore<SessionState>(() => ({
    phase: 'opening',
    recent: emptyRecent,
    past: 'reading',
    heardFromMs: now(),
    marksFailure: undefined,
    nowMs: now(),
  }));
  const pushListeners = new Set<(push: PushSummary) => void>();

  const marksTurn = makeTurns();
  const historyTurn = makeTurns();
  let marksAtMs = Number.NEGATIVE_INFINITY;

  function show(app: AppState): void {
    const { failure: _failure, unheardSinceMs: _unheard, ...rest } = store.getState();
    store.setState({ ...rest, phase: 'open', app, recent: withState(rest.recent, app, now()) }, true);
    const isSwitched = rest.app?.settings.monitoring !== app.settings.monitoring;
    if (isSwitched || now() - marksAtMs > marksEveryMs) void loadMarks();
  }

  async function loadMarks(): Promise<void> {
    marksAtMs = now();
    const isLast = marksTurn();
    const marks = await recentMarks(client, now());
    if (!isLast()) return;
    if (!marks.ok) return store.setState({ marksFailure: marks.error });
    store.setState(({ recent }) => ({ recent: { ...recent, marks: marks.value }, marksFailure: undefined }));
  }

  async function reload(): Promise<void> {
    const opened = await client.call('state.get', {});
    if (opened.ok) return show(opened.value);
    if (opened.error.code === 'not_allowed') return store.setState({ phase: 'refused' });
    const isOpen = store.getState().phase === 'open';
    store.setState({ failure: opened.error, ...(isOpen ? {} : { phase: 'failed' }) });
  }

  function hearLine(up: boolean): void {
    const { lostAtMs, ...rest } = store.getState();
    if (up) store.setState(lostAtMs === undefined ? rest : heardAnew(rest, now()), true);
    else store.setState({ lostAtMs: lostAtMs ?? now() });
    // Also when the line is lost: a refused token shows only at a call.
    void reload();
    if (up) void loadHistory();
  }

  async function loadHistory(): Promise<void> {
    const isLast = historyTurn();
    const history = await recentHistory(client, now());
    // A later one is under way, and says more.
    if (!isLast()) return;
    if (!history.ok) return store.setState({ past: history.error });
    store.setState(({ recent }) => ({ recent: withHistory(recent, history.value), past: 'read' }));
  }

  return {
    client,
    store,
    reload,
    async reloadPast() {
      await Promise.all([loadHistory(), loadMarks()]);
    },
    start() {
      const stopListening = client.subscribe({
        state: show,
        push: (push) => {
          for (const listener of pushListeners) listener(push);
        },
        connected: hearLine,
      });
      void reload();
      void loadHistory();
      const stopTimers = startTimers(store, now, reload);
      return () => {
        stopTimers();
        stopListening();
      };
    },
    async save(settings, base) {
      const saved = await client.call('settings.save', { settings, base });
      const { app } = store.getState();
      if (saved.ok && app) store.setState({ app: { ...app, settings: saved.value } });
      return saved.ok ? success(saved.value) : saved;
    },
    onPush(listener) {
      pushListeners.add(listener);
      return () => pushListeners.delete(listener);
    },
  };
}

/** Of what was while the line was lost nothing is known until history is read; a failure from then is over. */
function heardAnew({ failure: _failure, ...rest }: SessionState, nowMs: number): SessionState {
  return { ...rest, past: 'reading', heardFromMs: nowMs };
}

/** While the line is lost the past stays as it was heard last; how things are is then known for a few seconds more. */
function atTime(state: SessionState, nowMs: number): Partial<SessionState> {
  const { app, recent, lostAtMs, unheardSinceMs } = state;
  if (lostAtMs === undefined) return { nowMs, recent: withoutOld(recent, nowMs) };
  if (app === undefined || unheardSinceMs !== undefined || !isUnheard(lostAtMs, nowMs)) return { nowMs };
  return { nowMs, app: unheard(app), unheardSinceMs: lostAtMs };
}

function startTimers(
  store: StoreApi<SessionState>,
  now: () => number,
  reload: () => Promise<void>,
): () => void {
  const tick = () => {
    if (!document.hidden) store.setState((state) => atTime(state, now()));
  };
  const ticking = setInterval(tick, 1000);
  // A window that comes back into sight must not show for a moment the time at which it went.
  document.addEventListener('visibilitychange', tick);
  const retrying = setInterval(() => {
    if (store.getState().failure !== undefined) void reload();
  }, retryOpeningMs);
  return () => {
    document.removeEventListener('visibilitychange', tick);
    clearInterval(ticking);
    clearInterval(retrying);
  };
}
