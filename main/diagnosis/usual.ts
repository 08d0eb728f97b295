/** What a value usually is on this machine: a mean that follows slowly. */
export interface Usual {
  readonly value: number;
  /** How many values it rests on. */
  readonly count: number;
}

/** A value far from the mean moves it by a twentieth: a few outliers do not become usual. */
const followWeight = 1 / 20;
/** What is unusual for days becomes usual in the end: half of it after 14,000 cycles, more than two days at an interval of 15 s. */
const slowWeight = 1 / 20_000;
/** Before there are so many values, nothing can be said to be unusual. */
const leastCount = 5;

export function learn(usual: Usual | undefined, value: number, isUnusual: boolean): Usual {
  if (!usual) return { value, count: 1 };
  const count = usual.count + 1;
  const weight = isUnusual ? slowWeight : Math.max(followWeight, 1 / count);
  return { value: usual.value + (value - usual.value) * weight, count };
}

/** Absent as long as too little was seen. */
export function usualValue(usual: Usual | undefined): number | undefined {
  return usual && usual.count >= leastCount ? usual.value : undefined;
}
