import type { Outcome } from '../outcome';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** From the call to the last byte of the answer; a server that trickles does not stretch it. */
  readonly timeoutMs: number;
  /** What comes after is dropped. */
  readonly maxAnswerBytes?: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type HttpFailureCode =
  | 'timeout'
  | 'unresolvable'
  | 'refused'
  | 'unreachable'
  | 'tls'
  | 'broken_off'
  | 'aborted';

/**
 * Any answer, whatever its status, is a success here; redirects are not followed.
 * Connections are kept alive until `close`.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<Outcome<HttpAnswer, HttpFailureCode>>;
  close(): void;
}
