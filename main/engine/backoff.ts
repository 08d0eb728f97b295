const firstMs = 1_000;
const mostMs = 60_000;

/**
 * How long to wait after so many failures in a row: anything up to a bound that doubles each time, so that many who
 * lost the same receiver do not come back together. `random` gives 0 to below 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** (failures - 1));
}
