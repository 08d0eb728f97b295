import { expect } from 'vitest';
import type { MetricFamily } from '../../main/metrics/model';
import { parseText } from '../../main/metrics/parse';
import { decodeFamilies } from '../../main/metrics/protobuf-decode';
import { seriesKey } from '../../main/metrics/series';
import type { Answer } from './ask';

/** What a Pushgateway says of itself, which is not of the groups. */
const itsOwn = /^(go|process|promhttp|pushgateway)_/;

/** Text or protobuf, as its Content-Type says. */
export function readScraped({ headers, bytes, body }: Answer): readonly MetricFamily[] {
  const isProtobuf = headers['content-type']?.includes('protobuf');
  const { families, faults } = isProtobuf ? decodeFamilies(bytes) : parseText(body, { lenient: true });
  expect(faults).toEqual([]);
  return families;
}

/** Types and series; of the push times only whether there was one. */
export function shapesOf(families: readonly MetricFamily[]) {
  return Object.fromEntries(
    families
      .filter(({ name }) => !itsOwn.test(name))
      .map(({ name, type, samples }) => [
        name,
        {
          type,
          series: samples
            .map(({ name, labels, value }) => `${seriesKey(name, labels)} ${shown(name, value)}`)
            .sort(),
        },
      ]),
  );
}

function shown(name: string, value: number): string {
  return String(name.startsWith('push_') ? value > 0 : value);
}
