import { protocol } from 'electron';

/** What differs between Electron 22, the oldest that the desktop tests run on, and 45, which is shipped. */

export interface SchemeRequest {
  readonly method: string;
  readonly url: string;
}

export interface SchemeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Answers every request of `scheme`. `protocol.handle` came with 25; what it replaced is deprecated since. */
export function serveScheme(scheme: string, answer: (request: SchemeRequest) => SchemeAnswer): void {
  if (typeof protocol.handle === 'function') {
    protocol.handle(scheme, (request) => {
      const { status, headers, body } = answer(request);
      return new Response(new Uint8Array(body), { status, headers: { ...headers } });
    });
    return;
  }
  protocol.registerBufferProtocol(scheme, (request, send) => {
    const { status, headers, body } = answer(request);
    send({ statusCode: status, headers: { ...headers }, data: body });
  });
}

/** Where a navigation leads: in the event itself since 25, before that beside it. */
export function navigationUrl(event: { readonly url?: string }, beside?: string): string {
  return event.url ?? beside ?? '';
}
