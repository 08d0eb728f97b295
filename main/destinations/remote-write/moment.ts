import { encodeLabels, formatValue } from '../../metrics/encode';
import type { Labels, MetricFamily, Sample } from '../../metrics/model';

/** Everything that is written with one and the same timestamp; each series is in it once. */
export interface Moment {
  readonly atMs: number;
  readonly series: readonly TimeSeries[];
}

/** A series with its one sample. */
export interface TimeSeries {
  /** What tells it from every other. */
  readonly key: string;
  /** With `__name__`, in the order of their names, none of them empty. */
  readonly labels: LabelPairs;
  readonly family: FamilyInfo;
  /** `stale`: the series ends here. */
  readonly value: number | 'stale';
  /** Of a counter: when it was 0. Absent when nobody saw that. */
  readonly startMs?: number;
}

export type LabelPairs = readonly (readonly [name: string, value: string])[];
export type FamilyInfo = Pick<MetricFamily, 'name' | 'type' | 'help'>;

/** The series `up`, which Prometheus itself writes for what it scrapes. */
const upFamily: FamilyInfo = { name: 'up', type: 'gauge', help: 'Whether Pushtray is running there.' };

/** The key of a series with these labels; with the lengths, no text in a label can make two keys equal. */
export function keyOf(labels: LabelPairs): string {
  let key = '';
  for (const [name, value] of labels) key += `${name.length}${name}${value.length}:${value}`;
  return key;
}

/** That the machine is there: no other series is named and labelled like it. */
export function upOf(groupingKey: Labels): TimeSeries {
  const labels = labelPairs(upFamily.name, {}, groupingKey);
  return { key: keyOf(labels), labels, family: upFamily, value: 1 };
}

/**
 * The families as series under a grouping key, whose labels win over equal ones of a sample, and `up`, which nobody else
 * may give. Samples with a timestamp of their own are left out: they could not be kept in order with the others.
 */
export function momentOf(atMs: number, families: readonly MetricFamily[], groupingKey: Labels): Moment {
  const up = upOf(groupingKey);
  const series = new Map([[up.key, up]]);
  const add = (family: FamilyInfo, { name, labels: own, value }: Sample) => {
    const labels = labelPairs(name, own, groupingKey);
    const key = keyOf(labels);
    if (!series.has(key)) series.set(key, { key, labels, family, value });
  };
  for (const { name, type, help, samples } of families) {
    const family = { name, type, help };
    for (const sample of samples) if (sample.timestampMs === undefined) add(family, sample);
  }
  return { atMs, series: [...series.values()] };
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

/** As exposition text with timestamps, for people. */
export function textOf({ atMs, series }: Moment): string {
  const line = ({ labels, value }: TimeSeries) => {
    const { __name__: name = '', ...others } = Object.fromEntries(labels);
    return `${name}${encodeLabels(others)} ${value === 'stale' ? 'NaN' : formatValue(value)} ${atMs}\n`;
  };
  const ended = series.filter(({ value }) => value === 'stale');
  const going = series.filter(({ value }) => value !== 'stale');
  const heading = ended.length === 0 ? '' : '# Series that end here (staleness markers):\n';
  return going.map(line).join('') + heading + ended.map(line).join('');
}
