import type { Labels, Sample } from '../../metrics/model';
import { formatAsGo, wholeNanoseconds } from '../../metrics/value';

/** Upper bounds in seconds, as smokeping_prober has them: from 50 µs, each twice the one before, up to 26 s. */
const bounds = Array.from({ length: 20 }, (_, index) => 5e-5 * 2 ** index);

/** As Go writes them, so that a Pushgateway, which writes them anew, makes no other series of them. */
const boundTexts = [...bounds, Number.POSITIVE_INFINITY].map(formatAsGo);

/** Round-trip times since the first one. */
export class RttHistogram {
  /** One a bound, and the last for what is above all of them; not cumulative. */
  private readonly counts: number[] = boundTexts.map(() => 0);
  private sum = 0;
  /** Made once, as there are many and they stay the same. */
  private readonly bucketLabels: readonly Labels[];

  constructor(private readonly labels: Labels) {
    this.bucketLabels = boundTexts.map((le) => ({ ...labels, le }));
  }

  observe(rttSeconds: number): void {
    const above = bounds.findIndex((bound) => rttSeconds <= bound);
    const index = above === -1 ? bounds.length : above;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += rttSeconds;
  }

  samples(name: string): Sample[] {
    const { labels, sum } = this;
    const bucket = `${name}_bucket`;
    let total = 0;
    const samples = this.bucketLabels.map((bucketLabels, index): Sample => {
      total += this.counts[index] ?? 0;
      return { name: bucket, labels: bucketLabels, value: total };
    });
    samples.push(
      { name: `${name}_sum`, labels, value: wholeNanoseconds(sum) },
      { name: `${name}_count`, labels, value: total },
    );
    return samples;
  }
}
