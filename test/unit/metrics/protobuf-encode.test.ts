import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gauge, type MetricFamily } from '../../../main/metrics/model';
import { decodeFamilies } from '../../../main/metrics/protobuf-decode';
import { encodeFamilies } from '../../../main/metrics/protobuf-encode';
import { validFamilies } from '../../support/arbitrary-families';
import { canonical, encodeProtobuf } from '../../support/protobuf-encode';

const histogramOf = (count: number): MetricFamily => ({
  name: 'h',
  type: 'histogram',
  help: '',
  samples: [
    { name: 'h_bucket', labels: { le: '+Inf' }, value: count },
    { name: 'h_sum', labels: {}, value: 1 },
    { name: 'h_count', labels: {}, value: count },
  ],
});

describe('families as protobuf', () => {
  it('are what was encoded, once they are decoded', () => {
    fc.assert(
      fc.property(validFamilies, (families) => {
        expect(decodeFamilies(encodeFamilies(families))).toEqual({
          families: canonical(families),
          faults: [],
        });
      }),
    );
  });

  it('are the bytes that other clients write, where there is no choice', () => {
    const families = [
      gauge('g', 'Größe.', [
        [{ a: 'x', b: '€' }, -0.5],
        [{}, Number.NaN],
      ]),
    ];
    expect(Buffer.from(encodeFamilies(families))).toEqual(encodeProtobuf(families));
  });

  it.each([0, 127, 128, 2 ** 53, 2 ** 64 - 2048])('count exactly to %d', (count) => {
    expect(decodeFamilies(encodeFamilies([histogramOf(count)])).families).toEqual([histogramOf(count)]);
  });

  it('are nothing where there are none', () => {
    expect(encodeFamilies([])).toHaveLength(0);
  });
});
