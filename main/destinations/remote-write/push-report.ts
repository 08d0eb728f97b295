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
  private readonly refused: {
    readonly failure: PushFailure;
    readonly samples: number;
    readonly dropped: number;
  }[] = [];

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
    const { failure, samplesWritten } = written.meaning;
    const samples = moment.series.length;
    this.refused.push({ failure, samples, dropped: Math.max(0, samples - samplesWritten) });
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
    const last = this.refused[this.refused.length - 1];
    if (!last) return undefined;
    const { length } = this.refused;
    const snapshots = length === 1 ? 'one snapshot' : `${length} snapshots`;
    const samples = sum(this.refused.map((one) => one.samples));
    const dropped = sum(this.refused.map((one) => one.dropped));
    const what = dropped < samples ? `${dropped} of the ${samples} samples` : 'The samples';
    return { ...last.failure, message: `${what} of ${snapshots} were dropped: ${last.failure.message}` };
  }

  private text(): string {
    if (!this.last) return '';
    const before = this.requests > 1 ? `# The last of ${this.requests} requests:\n` : '';
    return before + textOf(this.last.moment);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
