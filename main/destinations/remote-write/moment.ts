import { encodeLabels, formatValue } from '../../metrics/encode';
import type { Labels, MetricFamily } from '../../metrics/model';
import { shownLength } from '../shown-body';

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
  /** Somebody else pushed it to this machine. */
  readonly isForwarded?: true;
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
 * may give; then what was forwarded, under the labels that it has. Of equal series the first counts. Samples with a timestamp of
 * their own are left out: they could not be kept in order with the others.
 */
export function momentOf(
  atMs: number,
  families: readonly MetricFamily[],
  groupingKey: Labels,
  forwarded: readonly MetricFamily[] = [],
): Moment {
  const up = upOf(groupingKey);
  const series = new Map([[up.key, up]]);
  const add = (one: TimeSeries) => {
    if (!series.has(one.key)) series.set(one.key, one);
  };
  for (const family of families) for (const one of seriesOf(family, groupingKey)) add(one);
  for (const family of forwarded) for (const one of seriesOf(family, {})) add({ ...one, isForwarded: true });
  return { atMs, series: [...series.values()] };
}

function seriesOf(
  { name: familyName, type, help, samples }: MetricFamily,
  groupingKey: Labels,
): TimeSeries[] {
  const family: FamilyInfo = { name: familyName, type, help };
  const kept = samples.filter(({ timestampMs }) => timestampMs === undefined);
  return kept.map(({ name, labels: own, value }) => {
    const labels = labelPairs(name, own, groupingKey);
    return { key: keyOf(labels), labels, family, value };
  });
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

/** As exposition text with timestamps, for people; the beginning of a long one. */
export function textOf({ atMs, series }: Moment): string {
  const line = ({ labels, value }: TimeSeries) => {
    const values = Object.fromEntries(labels);
    const names = labels.flatMap(([name]) => (name === '__name__' ? [] : name));
    const number = value === 'stale' ? 'NaN' : formatValue(value);
    return `${values['__name__']}${encodeLabels(values, names)} ${number} ${atMs}\n`;
  };
  const ended = series.filter(({ value }) => value === 'stale');
  const going = series.filter(({ value }) => value !== 'stale');
  let text = '';
  for (const one of going) if (text.length < shownLength) text += line(one);
  if (ended.length > 0) text += '# Series that end here (staleness markers):\n';
  for (const one of ended) if (text.length < shownLength) text += line(one);
  return text;
}
