import type { PushFailure } from '../../destinations/destination';
import type { Labels } from '../../metrics/model';
import { labelsKey } from '../../metrics/series';
import { inWords } from '../../outcome';
import type { PushedInHead } from './pushed-in';

export interface Sent {
  readonly address: string;
  readonly revision: number;
  /** Monotonic. */
  readonly atMs: number;
  /** By the wall clock. */
  readonly sentAtMs: number;
  /** The receiver takes other content, not this. */
  readonly refused?: PushFailure;
}

/** What the receiver of forwarded groups was sent of each, as far as it is known to have it. */
export class SentGroups {
  private readonly sent = new Map<string, Sent>();

  of(groupingKey: Labels): Sent | undefined {
    return this.sent.get(labelsKey(groupingKey));
  }

  set(groupingKey: Labels, sent: Sent): void {
    this.sent.set(labelsKey(groupingKey), sent);
  }

  /** What was sent of a group that is not here any more is no matter, nor that it was refused. */
  drop(groupingKey: Labels): void {
    this.sent.delete(labelsKey(groupingKey));
  }

  dropAllBut(heads: readonly PushedInHead[]): void {
    const ids = new Set(heads.map(({ groupingKey }) => labelsKey(groupingKey)));
    for (const id of this.sent.keys()) if (!ids.has(id)) this.sent.delete(id);
  }

  /** Only what was sent to this address, and after that time (monotonic), counts any more. */
  dropAllButAt(address: string, afterMs: number): void {
    for (const [id, sent] of this.sent) {
      if (sent.address !== address || sent.atMs <= afterMs) this.sent.delete(id);
    }
  }

  clear(): void {
    this.sent.clear();
  }

  /** Groups that the receiver does not take as they are, with one of the reasons. */
  refused(): { readonly groups: number; readonly why: string } | undefined {
    const refused = [...this.sent.values()].flatMap(({ refused }) => refused ?? []);
    const [first] = refused;
    return first && { groups: refused.length, why: inWords(first) };
  }
}
