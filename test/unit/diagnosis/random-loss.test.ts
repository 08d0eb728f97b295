import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../main/contract/verdict';
import { courseOf, headlineOf, type Place, type Seen } from '../../support/random-loss';

const seeds = Array.from({ length: 25 }, (_, index) => (index + 1) * 7_919);
const causes: Readonly<Record<Place, FindingCode>> = {
  'first hop': 'router_loss',
  'second hop': 'internet_loss',
  'one target': 'targets_loss',
};
const places = Object.keys(causes) as Place[];
const shares = [0.03, 0.12, 0.3];
/** Of the last cycles, as many as are compared. */
const windowCycles = 30;
const cycles = { well: 40, lossy: 120, after: 40 } as const;
const courses = places.flatMap((place) => shares.map((share) => [share, place] as const));

function coursesWith(lossRatio: number, place: Place): readonly (readonly Seen[])[] {
  const { well, lossy, after } = cycles;
  return seeds.map((seed) =>
    courseOf(seed, [
      { cycles: well, lossRatio: 0, place },
      { cycles: lossy, lossRatio, place },
      { cycles: after, lossRatio: 0, place },
    ]),
  );
}

describe.each(courses)('a random loss of %d on the %s', (share, place) => {
  const all = coursesWith(share, place);
  const during = all.map((seen) => seen.slice(cycles.well, cycles.well + cycles.lossy).map(headlineOf));
  /** From where on it has been told for a minute at most: before, chance may show it at one target only. */
  const settled = during.flatMap((codes) => {
    const first = codes.findIndex((code) => code !== 'all_well');
    return first < 0 ? [] : codes.slice(first + 10);
  });

  it('is told of the right segment', () => {
    const told = settled.filter((code) => code !== 'all_well');
    const right = told.filter((code) => code === causes[place]);
    expect(right.length / told.length).toBeGreaterThan(0.95);
  });

  it('goes away after it, once nothing was lost within the cycles that are compared', () => {
    for (const seen of all)
      expect(headlineOf(seen[cycles.well + cycles.lossy + windowCycles] as Seen)).toBe('all_well');
  });

  it('lets nothing be called fine that lost something within the cycles that are compared', () => {
    for (const seen of all) expect(seen.flatMap((_, cycle) => falselyFine(seen, cycle))).toEqual([]);
  });

  if (share < 0.1) return;

  it('stays one headline', () => {
    const staying = settled.filter((code) => code === causes[place]);
    expect(staying.length / settled.length).toBeGreaterThan(0.98);
    const changes = all.map((seen) => changesOf(seen.map(headlineOf)));
    // It comes and goes; at the beginning, another one may have been said, and that seldom twice.
    const usual = changes.filter((count) => count <= 3);
    expect(usual.length / changes.length).toBeGreaterThanOrEqual(0.8);
    expect(Math.max(...changes)).toBeLessThanOrEqual(6);
  });

  it('is said with few numbers one after the other', () => {
    for (const codes of all) {
      const said = codes.slice(cycles.well, cycles.well + cycles.lossy).map(shareIn);
      expect(changesOf(said)).toBeLessThan(cycles.lossy / 4);
    }
  });
});

describe('without a loss', () => {
  it('there is no headline', () => {
    const [seen = []] = coursesWith(0, 'first hop');
    expect(new Set(seen.map(headlineOf))).toEqual(new Set(['all_well']));
  });

  it('or with half a percent of it there is hardly ever one', () => {
    const all = coursesWith(0.005, 'first hop').flat().map(headlineOf);
    expect(all.filter((code) => code !== 'all_well').length / all.length).toBeLessThan(0.01);
  });
});

function changesOf(values: readonly unknown[]): number {
  return values.filter((value, index) => index > 0 && value !== values[index - 1]).length;
}

function shareIn({ verdict }: Seen): number {
  const [headline] = verdict.findings;
  return headline && 'lossRatio' in headline.values ? headline.values.lossRatio : 0;
}

/** Names that a finding calls fine by what it says of the rest, though they lost something lately. */
function falselyFine(seen: readonly Seen[], cycle: number): string[] {
  const lately = new Set(
    seen.slice(Math.max(0, cycle - windowCycles + 1), cycle + 1).flatMap(({ lossy }) => lossy),
  );
  const findings = seen[cycle]?.verdict.findings ?? [];
  return findings.flatMap(({ code, values, evidence }) => {
    if (code === 'router_down' || code === 'internet_down') return [];
    const named = 'targets' in values ? values.targets : [];
    const wellSaid = evidence.flatMap((one) => (one.code === 'answers_well' ? [one.values.target] : []));
    const router = 'router' in values && values.router === 'fine' ? ['router'] : [];
    const isRestFine =
      ('others' in values && values.others === 'fine') || ('beyond' in values && values.beyond === 'fine');
    const rest = isRestFine ? [...lately].filter((name) => !named.includes(name)) : [];
    return [...router, ...rest, ...wellSaid].filter((name) => lately.has(name));
  });
}
