/** Lists whose order is theirs to keep. Pure: each gives a new list. */

/** Where an item goes: in the place of the one at `instead`, or before the one at `at`, or to the end. */
export interface ListPlace {
  readonly instead?: number;
  readonly at?: number;
}

export function withItem<T>(
  list: readonly T[],
  item: T,
  { instead = -1, at = list.length }: ListPlace = {},
): { readonly list: T[]; readonly at: number } {
  const position = instead >= 0 ? instead : Math.min(at, list.length);
  const changed = [...list];
  changed.splice(position, instead >= 0 ? 1 : 0, item);
  return { list: changed, at: position };
}

/** The item at `index` one place up (-1) or down (1); the same list where there is no such place. */
export function movedBy<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const item = list[index];
  const other = list[index + by];
  if (item === undefined || other === undefined) return [...list];
  const changed = [...list];
  changed[index] = other;
  changed[index + by] = item;
  return changed;
}

/** `ping`, or `ping-2` where that is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
