import type { Labels, MetricFamily, Sample } from '../../metrics/model';
import { sameInOrder } from '../../metrics/series';

/** With `__name__`, in the order of their names, none of them empty. */
export type LabelPairs = readonly (readonly [name: string, value: string])[];

/** What tells a series from every other. */
export interface SeriesName {
  readonly key: string;
  readonly labels: LabelPairs;
}

/** The key of a series with these labels; with the lengths, no text in a label can make two keys equal. */
export function keyOf(labels: LabelPairs): string {
  let key = '';
  for (const [name, value] of labels) key += `${name.length}${name}${value.length}:${value}`;
  return key;
}

/** A series under a grouping key, whose labels win over equal ones of its own. */
export function seriesName(name: string, own: Labels, groupingKey: Labels): SeriesName {
  const labels = labelPairs(name, own, groupingKey);
  return { key: keyOf(labels), labels };
}

/** Byte order, as Prometheus has it: label names are ASCII. A label with an empty value is the same as none. */
function labelPairs(name: string, own: Labels, groupingKey: Labels): LabelPairs {
  const pairs: [string, string][] = [['__name__', name]];
  for (const [label, value] of Object.entries(groupingKey)) if (value !== '') pairs.push([label, value]);
  for (const [label, value] of Object.entries(own)) {
    if (value !== '' && !Object.hasOwn(groupingKey, label)) pairs.push([label, value]);
  }
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
}

interface Named {
  readonly family: MetricFamily;
  readonly names: readonly SeriesName[];
}

/** Names what is mostly the same series each time: where the sample at the same place of its family was the same, its name is kept. */
export class SeriesNames {
  private families: ReadonlyMap<string, Named> = new Map();
  private groupingKey: Labels = {};

  /** Of each family the names of its samples, in their order. */
  of(families: readonly MetricFamily[], groupingKey: Labels): readonly (readonly SeriesName[])[] {
    if (!sameInOrder(groupingKey, this.groupingKey)) this.families = new Map();
    this.groupingKey = groupingKey;
    const named = families.map((family): Named => ({ family, names: this.namesIn(family) }));
    this.families = new Map(named.map((one) => [one.family.name, one]));
    return named.map(({ names }) => names);
  }

  private namesIn({ name, samples }: MetricFamily): SeriesName[] {
    const before = this.families.get(name);
    return samples.map((sample, index) => {
      const known = before?.names[index];
      return known && isSame(sample, before?.family.samples[index])
        ? known
        : seriesName(sample.name, sample.labels, this.groupingKey);
    });
  }
}

function isSame(sample: Sample, last: Sample | undefined): boolean {
  return last?.name === sample.name && sameInOrder(last.labels, sample.labels);
}
