import type { Labels, Sample } from '../../metrics/model';

/** Upper bounds in seconds, as smokeping_prober has them: from 50 µs, each twice the one before, up to 26 s. */
const bounds = Array.from({ length: 20 }, (_, index) => 5e-5 * 2 ** index);

/** As Go writes them, so that a Pushgateway, which writes them anew, makes no other series of them. */
const boundTexts = [...bounds.map(goNumber), '+Inf'];

/** Round-trip times since the first one. */
export class RttHistogram {
  /** One a bound, and the last for what is above all of them; not cumulative. */
  private readonly counts: number[] = boundTexts.map(() => 0);
  private sum = 0;

  observe(rttSeconds: number): void {
    const above = bounds.findIndex((bound) => rttSeconds <= bound);
    const index = above === -1 ? bounds.length : above;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += rttSeconds;
  }

  samples(name: string, labels: Labels): Sample[] {
    let total = 0;
    const buckets = this.counts.map((count, index): Sample => {
      total += count;
      return { name: `${name}_bucket`, labels: { ...labels, le: boundTexts[index] ?? '' }, value: total };
    });
    return [
      ...buckets,
      { name: `${name}_sum`, labels, value: this.sum },
      { name: `${name}_count`, labels, value: total },
    ];
  }
}

function goNumber(value: number): string {
  return value < 1e-4 ? value.toExponential().replace(/e-(\d)$/, 'e-0$1') : String(value);
}
