/** The header that names the Pushtrays which a push has passed: `Pushtray-Via: 5f0c51…, 91ab02…`. One that finds itself there does not take it. */
export const viaHeader = 'Pushtray-Via';

const idPattern = /^[0-9a-f]{16}$/;
/** More than any sensible chain has, and no long header. */
const mostIds = 16;

/** Whatever is no id is left out. */
export function parseVia(header: string | undefined): string[] {
  const ids = (header ?? '').split(',').map((id) => id.trim());
  return ids.filter((id) => idPattern.test(id)).slice(0, mostIds);
}
