import type { MetricFamily, Sample } from './model';
import { quote, showSeries } from './quote';
import { familyOfPart, metricKey, partSuffixes } from './series';

/** The families of one owner, a collector say. */
export interface Slot {
  readonly owner: string;
  /** Valid by `validateFamilies`. */
  readonly families: readonly MetricFamily[];
  /** Names of families that this slot gives only as long as no other slot gives them. */
  readonly yields?: readonly string[];
}

/** What was left out of one owner's families, in a plain sentence. */
export interface Dropped {
  readonly owner: string;
  readonly message: string;
}

export interface Merged {
  readonly families: MetricFamily[];
  /** One for each owner and family; what a slot yielded is not among them. */
  readonly dropped: Dropped[];
}

interface Part {
  readonly owner: string;
  readonly family: MetricFamily;
}

/**
 * One valid set of families out of several: those of one name and type become one. Earlier slots win: of two equal series
 * the later is dropped, and a family whose type or name clashes with an earlier one is dropped whole. A histogram or
 * summary counts as one series with all its parts.
 */
export function mergeFamilies(slots: readonly Slot[]): Merged {
  const dropped: Dropped[] = [];
  const byName = new Map<string, [Part, ...Part[]]>();
  const firstOf = (name: string) => byName.get(name)?.[0];
  for (const part of partsOf(slots)) {
    const { name } = part.family;
    const clash = clashOf(part.family, firstOf);
    if (clash !== undefined) dropped.push({ owner: part.owner, message: clash });
    else if (!byName.get(name)?.push(part)) byName.set(name, [part]);
  }
  return { families: [...byName.values()].map((parts) => unite(parts, dropped)), dropped };
}

function partsOf(slots: readonly Slot[]): Part[] {
  const firm = new Set<string>();
  const isYielded = (slot: Slot, name: string) => slot.yields?.includes(name) ?? false;
  for (const slot of slots) {
    for (const { name } of slot.families) if (!isYielded(slot, name)) firm.add(name);
  }
  return slots.flatMap((slot) =>
    slot.families
      .filter(({ name }) => !isYielded(slot, name) || !firm.has(name))
      .map((family) => ({ owner: slot.owner, family })),
  );
}

/** Why a family cannot stand beside those that came before it. */
function clashOf(
  { name, type }: MetricFamily,
  firstOf: (name: string) => Part | undefined,
): string | undefined {
  const leftOut = `The ${type} ${quote(name)} is left out:`;
  const same = firstOf(name);
  if (same && same.family.type !== type) {
    return `${leftOut} "${same.owner}" gives it as a ${same.family.type}.`;
  }
  const whole = firstOf(familyOfPart(name, (other) => firstOf(other)?.family.type) ?? '');
  if (whole) {
    return `${leftOut} its name belongs to the ${whole.family.type} ${quote(whole.family.name)} of "${whole.owner}".`;
  }
  const part = partSuffixes(type)
    .map((suffix) => firstOf(name + suffix))
    .find((taken) => taken);
  if (!part) return undefined;
  return `${leftOut} "${part.owner}" gives ${quote(part.family.name)} as a metric of its own.`;
}

function unite([first, ...others]: [Part, ...Part[]], dropped: Dropped[]): MetricFamily {
  if (others.length === 0) return first.family;
  const givers = new Map<string, Part>();
  const samples: Sample[] = [];
  for (const part of [first, ...others]) {
    const equal = new Map<string, Part>();
    for (const sample of part.family.samples) {
      const key = metricKey(part.family, sample);
      const giver = givers.get(key) ?? part;
      givers.set(key, giver);
      if (giver === part) samples.push(sample);
      else equal.set(key, giver);
    }
    if (equal.size > 0) dropped.push({ owner: part.owner, message: equalMessage(equal) });
  }
  const help = [first, ...others].find(({ family }) => family.help !== '')?.family.help ?? '';
  return { ...first.family, help, samples };
}

function equalMessage(equal: ReadonlyMap<string, Part>): string {
  const [[key, { owner }]] = [...equal] as [[string, Part]];
  const more = equal.size === 1 ? '' : ` and ${equal.size - 1} more`;
  return `${showSeries(key)}${more} left out: "${owner}" gives the same already.`;
}
