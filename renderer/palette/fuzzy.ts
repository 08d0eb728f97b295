/** How well a text fits what somebody typed. Pure. */

const wholeAtWordStart = 100;
const wholeInside = 60;
const scattered = 20;

/**
 * Each word of the query must be in the text, as it is or letter by letter in its order; the answer is higher the better it fits, and undefined
 * when it does not. `aliases` are other words for the same, found as they are alone.
 */
export function fitOf(query: string, text: string, aliases = ''): number | undefined {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const scores = words.map((word) => fitOfWord(word, text.toLowerCase(), aliases.toLowerCase()));
  if (scores.some((score) => score === undefined)) return undefined;
  return scores.reduce<number>((sum, score = 0) => sum + score, 0);
}

function fitOfWord(word: string, text: string, aliases: string): number | undefined {
  const at = text.indexOf(word);
  if (at >= 0) return (isWordStart(text, at) ? wholeAtWordStart : wholeInside) - Math.min(at, 20) / 2;
  if (aliases.includes(word)) return wholeInside / 2;
  return isScattered(word, text) ? scattered - Math.min(text.length, 40) / 4 : undefined;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-_./:]/.test(text[at - 1] ?? '');
}

function isScattered(word: string, text: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
