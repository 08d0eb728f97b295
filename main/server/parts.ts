import type { Door } from '../api/dispatch';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { ApiV1Parts } from './api-v1';
import type { PushApiParts } from './push-api';
import type { ScrapeParts } from './scrape';

export interface ServerParts extends ScrapeParts, ApiV1Parts, Omit<PushApiParts, 'maxBodyBytes'> {
  /** `HOST:PORT`, port 0 for any free one. Absent: the default, or the next free port when that is taken. */
  readonly listen?: string | undefined;
  /** Absent: no page, and no contract over HTTP. */
  readonly web?: WebParts | undefined;
  readonly logger: Logger;
  readonly limits?: ServerLimits;
}

export interface WebParts {
  readonly door: Door;
  readonly token: string;
  /** Where the built page is. */
  readonly rendererDir: string;
  readonly clock: Pick<Clock, 'after'>;
}

export interface ServerLimits {
  /** Of a pushed body, as sent and decompressed. */
  readonly maxBodyBytes: number;
  /** For a request from its first byte to its last. */
  readonly requestTimeoutMs: number;
}
