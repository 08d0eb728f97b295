import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { formatValue } from '../../metrics/encode';
import { parseValue } from '../../metrics/value';
import type { FamilyInfo, Moment, TimeSeries } from './moment';
import { keyOf, type LabelPairs } from './series-names';

/** What a backlog holds of a moment, as compressed JSON; JSON has no numbers for NaN, infinities and -0. */
interface Stored {
  readonly families: readonly FamilyInfo[];
  readonly series: readonly StoredSeries[];
  /** Indexes of the series that are forwarded; absent for none. */
  readonly forwarded?: readonly number[];
}

type StoredSeries = readonly [
  family: number,
  labels: LabelPairs,
  /** `null`: the series ends. */
  value: number | string | null,
  startMs?: number,
];

/** The fastest: most of the gain is in names that repeat. */
const level = 1;

export function packMoment({ series }: Moment): Buffer {
  const indexes = new Map<FamilyInfo, number>();
  const indexOf = (family: FamilyInfo) => {
    const index = indexes.get(family) ?? indexes.size;
    indexes.set(family, index);
    return index;
  };
  const packed = series.map(({ family, labels, value, startMs }): StoredSeries => {
    const common = [indexOf(family), labels, packValue(value)] as const;
    return startMs === undefined ? common : [...common, startMs];
  });
  const forwarded = series.flatMap(({ isForwarded }, index) => (isForwarded ? [index] : []));
  const stored: Stored = {
    families: [...indexes.keys()],
    series: packed,
    ...(forwarded.length > 0 && { forwarded }),
  };
  return deflateRawSync(JSON.stringify(stored), { level });
}

/** `undefined` when these are not the bytes of a moment. */
export function unpackMoment(atMs: number, content: Uint8Array): Moment | undefined {
  try {
    return restored(atMs, JSON.parse(inflateRawSync(content).toString()));
  } catch {
    return undefined;
  }
}

function restored(atMs: number, { families, series, forwarded = [] }: Stored): Moment {
  const isForwarded = new Set(forwarded);
  const unpacked = series.map(
    ([family, labels, value, startMs], index): TimeSeries => ({
      key: keyOf(labels),
      labels,
      family: families[family] as FamilyInfo,
      value: unpackValue(value),
      ...(startMs !== undefined && { startMs }),
      ...(isForwarded.has(index) && { isForwarded: true }),
    }),
  );
  return { atMs, series: unpacked };
}

function packValue(value: TimeSeries['value']): StoredSeries[2] {
  if (value === 'stale') return null;
  return Number.isFinite(value) && !Object.is(value, -0) ? value : formatValue(value);
}

function unpackValue(value: StoredSeries[2]): TimeSeries['value'] {
  if (value === null) return 'stale';
  return typeof value === 'number' ? value : (parseValue(value) ?? Number.NaN);
}
