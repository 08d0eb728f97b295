import { type Look, lengthOf, type RangeName, ranges } from './view';

/** What a link asks to see: `?range=24h`, or `?from=1761036000000&to=1761039600000`. */
export function firstLook(query: Readonly<Record<string, string>>, home: Look): Look {
  const range = ranges.find(({ name }) => name === query['range']);
  if (range) return { range: range.name };
  const fromMs = Number(query['from']);
  const toMs = Number(query['to']);
  return fromMs > 0 && toMs > fromMs ? { fromMs, toMs } : home;
}

const usualRange: RangeName = '1h';
const shortestRange: RangeName = '10m';

/** What charts show unless somebody asks for more: soon after the start an hour of which nearly all was not measured would hide the rest. */
export function homeLook(startedAtMs: number, nowMs: number): Look {
  return { range: nowMs - startedAtMs < lengthOf(shortestRange) ? shortestRange : usualRange };
}
