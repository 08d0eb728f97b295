import { z } from 'zod';
import type { Backlog } from '../destination';
import type { ProtocolVersion } from './write-request';

/** A receiver is upgraded now and then: one request a day that it may not understand costs less than never to notice. */
const trustedForMs = 24 * 60 * 60_000;

const noteSchema = z.object({ firstVersionOnly: z.object({ url: z.string(), atMs: z.number() }) });

/**
 * Which version a receiver is spoken to in: 2.0 until it turns out to know 1.0 alone. That holds for a day, over restarts
 * too, so that not every start costs a request that nobody reads; at another address it is asked anew.
 */
export class KnownVersion {
  private firstOnlySinceMs: number | undefined;

  constructor(
    private readonly url: string,
    private readonly backlog: Pick<Backlog, 'note' | 'setNote'>,
    private readonly nowMs: () => number,
  ) {
    const noted = notedIn(backlog.note());
    if (noted?.url === url) this.firstOnlySinceMs = noted.atMs;
  }

  now(): ProtocolVersion {
    const ageMs = this.nowMs() - (this.firstOnlySinceMs ?? Number.NaN);
    return ageMs >= 0 && ageMs < trustedForMs ? '1.0' : '2.0';
  }

  /** The receiver has just shown it. */
  isFirstOnly(): void {
    const atMs = this.nowMs();
    this.firstOnlySinceMs = atMs;
    this.backlog.setNote(JSON.stringify({ firstVersionOnly: { url: this.url, atMs } }));
  }
}

function notedIn(note: string | undefined) {
  try {
    return noteSchema.parse(JSON.parse(note ?? '')).firstVersionOnly;
  } catch {
    return undefined;
  }
}
