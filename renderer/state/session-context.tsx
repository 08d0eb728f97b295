import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { AppState, PushSummary } from '../../main/contract/state';
import type { Client } from '../client/client';
import type { Session, SessionState } from './session';

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no SessionProvider above');
  return session;
}

export function useClient(): Client {
  return useSession().client;
}

export function useSessionState<T>(select: (state: SessionState) => T): T {
  return useStore(useSession().store, select);
}

/** Only below the opening page, which shows nothing until the state is there. */
export function useApp<T>(select: (app: AppState) => T): T {
  return useSessionState(({ app }) => {
    if (!app) throw new Error('the state is not there yet');
    return select(app);
  });
}

/** The time, once a second. */
export function useNow(): number {
  return useSessionState(({ nowMs }) => nowMs);
}

/** The beginning of this day, another one only tomorrow: for times that are written with their day where it is not today. */
export function useToday(): number {
  return useSessionState(({ nowMs }) => new Date(nowMs).setHours(0, 0, 0, 0));
}

/** The stretch of time that `recent` knows all of: only in it does silence mean that nothing was measured. */
export function useHeard(): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = useSessionState(({ past, heardFromMs }) =>
    past === 'read' ? Number.NEGATIVE_INFINITY : heardFromMs,
  );
  const toMs = useSessionState(({ lostAtMs }) => lostAtMs ?? Number.POSITIVE_INFINITY);
  return useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
}

/** Whether a line of so few points is only the beginning of what is still being read. */
export function useIsReading(points: number): boolean {
  return useSessionState(({ past }) => past === 'reading' && points <= 1);
}

/** Whether the line to main is lost at present. */
export function useDisconnected(): boolean {
  return useSessionState(({ lostAtMs }) => lostAtMs !== undefined);
}

/** Since when nothing is known of how things are; absent as long as main is heard. */
export function useUnheardSince(): number | undefined {
  return useSessionState(({ unheardSinceMs }) => unheardSinceMs);
}

export function useOnPush(listener: (push: PushSummary) => void): void {
  const session = useSession();
  useEffect(() => session.onPush(listener), [session, listener]);
}
