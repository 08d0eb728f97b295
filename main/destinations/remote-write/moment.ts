import { encodeLabels, formatValue } from '../../metrics/encode';
import type { Labels, MetricFamily } from '../../metrics/model';
import type { Snapshot } from '../destination';
import { shownLength } from '../shown-body';
import { type SeriesName, SeriesNames, seriesName } from './series-names';

/** Everything that is written with one and the same timestamp; each series is in it once. */
export interface Moment {
  readonly atMs: number;
  readonly series: readonly TimeSeries[];
}

/** A series with its one sample. */
export interface TimeSeries extends SeriesName {
  readonly family: FamilyInfo;
  /** `stale`: the series ends here. */
  readonly value: number | 'stale';
  /** Of a counter: when it was 0. Absent when nobody saw that. */
  readonly startMs?: number;
  /** Somebody else pushed it to this machine. */
  readonly isForwarded?: true;
}

export type FamilyInfo = Pick<MetricFamily, 'name' | 'type' | 'help'>;

/** The series `up`, which Prometheus itself writes for what it scrapes. */
const upFamily: FamilyInfo = { name: 'up', type: 'gauge', help: 'Whether Pushtray is running there.' };

/** That the machine is there: no other series is named and labelled like it. */
export function upOf(groupingKey: Labels): TimeSeries {
  return { ...seriesName(upFamily.name, {}, groupingKey), family: upFamily, value: 1 };
}

/** Makes moments of snapshots; series that are in one after the other are named once. */
export class MomentMaker {
  private readonly own = new SeriesNames();
  private readonly forwarded = new SeriesNames();

  /**
   * The families as series under a grouping key, and `up`, which nobody else may give; then what was forwarded, under the labels
   * that it has. Of equal series the first counts. Samples with a timestamp of their own are left out: they could not be kept in
   * order with the others.
   */
  moment(
    { takenAtMs, families, forwarded = [] }: Pick<Snapshot, 'takenAtMs' | 'families' | 'forwarded'>,
    groupingKey: Labels,
  ): Moment {
    const up = upOf(groupingKey);
    const series = new Map([[up.key, up]]);
    addTo(series, families, this.own.of(families, groupingKey));
    addTo(series, forwarded, this.forwarded.of(forwarded, {}), { isForwarded: true });
    return { atMs: Math.floor(takenAtMs), series: [...series.values()] };
  }
}

function addTo(
  series: Map<string, TimeSeries>,
  families: readonly MetricFamily[],
  names: readonly (readonly SeriesName[])[],
  more: Pick<TimeSeries, 'isForwarded'> = {},
): void {
  families.forEach(({ name, type, help, samples }, at) => {
    const family: FamilyInfo = { name, type, help };
    samples.forEach(({ value, timestampMs }, index) => {
      const named = names[at]?.[index];
      if (!named || timestampMs !== undefined || series.has(named.key)) return;
      series.set(named.key, { key: named.key, labels: named.labels, family, value, ...more });
    });
  });
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
