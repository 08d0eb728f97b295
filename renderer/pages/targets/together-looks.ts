import type { LineLook } from '../../charts/plot-look';

/** Red is loss alone. */
const colors = [
  '--series-blue',
  '--series-orange',
  '--series-green',
  '--series-violet',
  '--series-sky',
  '--series-pink',
  '--series-yellow',
  '--series-teal',
  '--series-lime',
];
const neutral = '--series-grey';

/** By a target's place in the list: more than these colours nobody tells apart, so the rest is neutral. */
export function colorOf(place: number): string {
  return colors[place] ?? neutral;
}

export function lineLook(place: number): LineLook {
  const color = colorOf(place);
  return { color, width: color === neutral ? 0.9 : 1.4 };
}
