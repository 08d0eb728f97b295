import type { Rows } from './columns';

/** Each line on top of those before it; nothing where neither it nor any of them has a value. Pure. */
export function stacked(lines: Rows['lines']): (number | null)[][] {
  const sums: (number | null)[][] = [];
  for (const values of lines) {
    const below = sums.at(-1);
    sums.push(
      values.map((value, index) => {
        const ground = below?.[index] ?? null;
        return value === null && ground === null ? null : (value ?? 0) + (ground ?? 0);
      }),
    );
  }
  return sums;
}

/** The highest value of any line, with room above it, and never nothing. */
export function topOf(lines: Rows['lines'], least: number): number {
  let highest = 0;
  for (const values of lines) for (const value of values) highest = Math.max(highest, value ?? 0);
  return Math.max(least, highest * 1.12);
}
