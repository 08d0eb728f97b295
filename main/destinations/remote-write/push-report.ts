import type { Labels } from '../../metrics/model';
import type { PushFailure, PushOutcome } from '../destination';
import { type Moment, textOf } from './moment';
import type { Written } from './writer';

/** Puts together what one push tells of all the requests it was. */
export class PushReport {
  private readonly startedMs: number;
  private requests = 0;
  private bytes = 0;
  private bytesSent = 0;
  private last: { readonly moment: Moment; readonly written: Written } | undefined;
  private refused: { readonly failure: PushFailure; readonly count: number } | undefined;

  constructor(
    private readonly url: string,
    private readonly groupingKey: Labels,
    private readonly monotonicMs: () => number,
  ) {
    this.startedMs = monotonicMs();
  }

  add(moment: Moment, written: Written): void {
    this.requests += 1;
    this.bytes += written.bytes;
    this.bytesSent += written.bytesSent;
    this.last = { moment, written };
    if (written.meaning.kind !== 'refused') return;
    this.refused = { failure: written.meaning.failure, count: (this.refused?.count ?? 0) + 1 };
  }

  isEmpty(): boolean {
    return this.requests === 0;
  }

  elapsedMs(): number {
    return this.monotonicMs() - this.startedMs;
  }

  /** `failure` ended the push; what was refused on the way is one too. */
  outcome(failure: PushFailure | undefined = this.refusal()): PushOutcome {
    const { answer } = this.last?.written ?? {};
    return {
      ...(failure && { failure }),
      method: 'POST',
      url: this.url,
      groupingKey: this.groupingKey,
      ...(answer && { status: answer.status }),
      durationMs: this.elapsedMs(),
      bytes: this.bytes,
      bytesSent: this.bytesSent,
      series: this.last?.moment.series.length ?? 0,
      requestBody: this.text(),
      responseBody: answer?.body ?? '',
    };
  }

  private refusal(): PushFailure | undefined {
    if (!this.refused) return undefined;
    const { failure, count } = this.refused;
    const snapshots = count === 1 ? 'one snapshot' : `${count} snapshots`;
    return { ...failure, message: `The samples of ${snapshots} were dropped: ${failure.message}` };
  }

  private text(): string {
    if (!this.last) return '';
    const before = this.requests > 1 ? `# The last of ${this.requests} requests:\n` : '';
    return before + textOf(this.last.moment);
  }
}
