import type { EventName } from '../../main/contract/contract';
import { eventNames, httpPaths, type Transport } from '../../main/contract/transport';
import { messageOf, type Outcome } from '../../main/outcome';
import { lineFailure } from './client';
import { makeEventStreamReader } from './event-stream';

export interface HttpTransportOptions {
  readonly token: string;
  /** `http://127.0.0.1:9091`; the page's own origin when absent. */
  readonly origin?: string;
  /** How long to wait before the n-th try (from 1) to hear events again. */
  readonly retryDelayMs?: (attempt: number) => number;
}

/** The contract over HTTP, for the window as a page. Needs only `fetch`. */
export function makeHttpTransport(options: HttpTransportOptions): Transport {
  const { token, origin = '' } = options;
  const authorization = { authorization: `Bearer ${token}` };
  return {
    call: (name, input) => post(`${origin}${httpPaths.call}/${name}`, authorization, input),
    subscribe(listener, connected) {
      const ended = new AbortController();
      const listen = () => readEvents(`${origin}${httpPaths.events}`, authorization, ended.signal);
      void keepListening(listen, { listener, connected, ended: ended.signal, ...retry(options) });
      return () => ended.abort();
    },
  };
}

async function post(url: string, headers: Record<string, string>, input: unknown): Promise<Outcome<unknown>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (isRefusal(response.status)) return lineFailure('not_allowed', `HTTP ${response.status}`);
    if (!response.ok) return lineFailure('disconnected', `HTTP ${response.status}`);
    return (await response.json()) as Outcome<unknown>;
  } catch (thrown) {
    return lineFailure('disconnected', messageOf(thrown));
  }
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

type Listener = Parameters<Transport['subscribe']>[0];

interface Listening {
  readonly listener: Listener;
  readonly connected: ((up: boolean) => void) | undefined;
  readonly ended: AbortSignal;
  readonly retryDelayMs: (attempt: number) => number;
}

function retry({ retryDelayMs }: HttpTransportOptions): Pick<Listening, 'retryDelayMs'> {
  return { retryDelayMs: retryDelayMs ?? ((attempt) => Math.min(10_000, 500 * 2 ** (attempt - 1))) };
}

/** Hears events until `ended`, taking the line up again, less and less often, whenever it is lost. */
async function keepListening(listen: () => Promise<TextStream>, listening: Listening): Promise<void> {
  const { listener, connected, ended, retryDelayMs } = listening;
  let attempt = 0;
  while (!ended.aborted) {
    try {
      const stream = await listen();
      attempt = 0;
      connected?.(true);
      await deliver(stream, listener);
    } catch {
      // Why does not matter here: a refused token shows at the next call.
    }
    if (ended.aborted) return;
    connected?.(false);
    attempt += 1;
    await delay(retryDelayMs(attempt), ended);
  }
}

type TextStream = ReadableStreamDefaultReader<Uint8Array>;

async function readEvents(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<TextStream> {
  const response = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' }, signal });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  return response.body.getReader();
}

async function deliver(stream: TextStream, listener: Listener): Promise<void> {
  const decoder = new TextDecoder();
  const read = makeEventStreamReader((name, data) => {
    if (isEventName(name)) listener(name, JSON.parse(data));
  });
  for (;;) {
    const { done, value } = await stream.read();
    if (done) return;
    read(decoder.decode(value, { stream: true }));
  }
}

function isEventName(name: string): name is EventName {
  return (eventNames as readonly string[]).includes(name);
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      // It lives as long as the window: what it no longer ends must not stay with it.
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
