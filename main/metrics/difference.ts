import type { MetricFamily } from './model';
import { seriesKey } from './series';

export interface Difference {
  /** Names, sorted. */
  readonly addedFamilies: string[];
  readonly removedFamilies: string[];
  /** Series as `name{label="value"}` in the exposition format, sorted; those of added and removed families too. */
  readonly addedSeries: string[];
  readonly removedSeries: string[];
  /** Of the series that are in both. */
  readonly changedValues: number;
  readonly equalValues: number;
}

/** What `after` has that `before` has not, and the other way round. */
export function differenceOf(before: readonly MetricFamily[], after: readonly MetricFamily[]): Difference {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const common = [...now].filter(([series]) => old.has(series));
  const changedValues = common.filter(([series, value]) => !Object.is(old.get(series), value)).length;
  const [oldNames, newNames] = [namesOf(before), namesOf(after)];
  return {
    addedFamilies: missingIn(oldNames, newNames),
    removedFamilies: missingIn(newNames, oldNames),
    addedSeries: missingIn(new Set(old.keys()), new Set(now.keys())),
    removedSeries: missingIn(new Set(now.keys()), new Set(old.keys())),
    changedValues,
    equalValues: common.length - changedValues,
  };
}

/** The same on every machine, whatever its language. */
function byCodeUnits(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function namesOf(families: readonly MetricFamily[]): Set<string> {
  return new Set(families.map(({ name }) => name));
}

function valuesOf(families: readonly MetricFamily[]): Map<string, number> {
  const samples = families.flatMap((family) => family.samples);
  return new Map(samples.map(({ name, labels, value }) => [seriesKey(name, labels), value]));
}

function missingIn(set: ReadonlySet<string>, candidates: ReadonlySet<string>): string[] {
  return [...candidates].filter((candidate) => !set.has(candidate)).sort(byCodeUnits);
}
