/**
 * A delay from 0 to below `rangeMs` that is always the same for the same seed and differs between seeds, so that
 * what starts together does not act together.
 */
export function spreadMs(seed: string, rangeMs: number): number {
  return Math.floor((fnv1a(seed) / 2 ** 32) * rangeMs);
}

/** http://www.isthe.com/chongo/tech/comp/fnv/, 32 bits over UTF-16 units, with a last mix since short seeds differ in low bits alone. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
