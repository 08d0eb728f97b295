import type { Outcome } from '../outcome';
import type { EventName } from './contract';

/**
 * What a transport offers the window's client. Over Electron the preload script puts one at `window.pushtray`;
 * over HTTP the client makes its own. Neither checks anything: the one door in api/ does.
 */
export interface Transport {
  call(name: string, input: unknown): Promise<Outcome<unknown>>;
  /** Every event from now on; the answer ends it. `connected` is told when the line is lost and when it is back. */
  subscribe(
    listener: (name: EventName, body: unknown) => void,
    connected?: (up: boolean) => void,
  ): () => void;
}

const isEvent: Readonly<Record<EventName, true>> = { state: true, push: true };

/** Those of the table, known without it: its schemas are much to load for a window that only wants to listen. */
export const eventNames = Object.keys(isEvent) as readonly EventName[];

/** Electron's channel names. */
export const ipcChannels = { call: 'pushtray:call', event: 'pushtray:event' } as const;

/**
 * HTTP: `POST {base}/call/{name}` with the input as JSON answers 200 with the `Outcome` as JSON, whatever came of it; 401 and 403
 * when the caller may not call at all. `GET {base}/events` is a `text/event-stream` of `event: NAME`, `data: JSON`.
 * Both take `Authorization: Bearer TOKEN`.
 */
export const httpPaths = {
  base: '/api/pushtray',
  call: '/api/pushtray/call',
  events: '/api/pushtray/events',
} as const;
