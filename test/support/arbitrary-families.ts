import fc from 'fast-check';
import type { Labels, MetricFamily, Sample } from '../../main/metrics/model';
import { labelsKey } from '../../main/metrics/series';

/** Generators of valid metric families, for property tests. */

const metricName = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,11}$/);
const labelName = fc
  .oneof(
    fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,7}$/),
    fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'job', 'instance'),
  )
  .filter((name) => !name.startsWith('__') && name !== 'le' && name !== 'quantile');

/** Any text that UTF-8 can hold, rich in what the formats give a meaning to. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\\', '"', '\n', 'n', '\r', '{', '}', ',', '=', '#', ' ', '/', '%', '.'),
  }),
  fc.constantFrom('', '\ufeff', '\ufffd', '\u2028', '\u0000', '😀', 'C:\\new', '__proto__'),
);

export const labelSet: fc.Arbitrary<Labels> = fc.dictionary(labelName, anyText, {
  maxKeys: 4,
  noNullPrototype: true,
});

const help = anyText.map((text) => text.replace(/^[ \t]+/, ''));
const anyValue = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, 5e-324),
);
const counterValue = anyValue.filter((value) => value >= 0);
const count = fc.nat(1_000_000);

const labelSets = fc.uniqueArray(labelSet, {
  selector: (labels) => labelsKey(labels),
  minLength: 1,
  maxLength: 5,
});

type NamedFamily = (name: string) => MetricFamily;

function plain(
  type: 'counter' | 'gauge' | 'untyped',
  value: fc.Arbitrary<number>,
): fc.Arbitrary<NamedFamily> {
  const points = labelSets.chain((sets) =>
    fc.tuple(...sets.map((labels) => fc.tuple(fc.constant(labels), value))),
  );
  return fc.record({ help, points }).map(({ help, points }) => (name) => ({
    name,
    type,
    help,
    samples: points.map(([labels, value]) => ({ name, labels, value })),
  }));
}

/** A family whose metrics are several samples each. */
function composed(
  type: 'histogram' | 'summary',
  samplesOf: fc.Arbitrary<(name: string, labels: Labels) => Sample[]>,
): fc.Arbitrary<NamedFamily> {
  const metrics = labelSets.chain((sets) =>
    fc.tuple(...sets.map((labels) => fc.tuple(fc.constant(labels), samplesOf))),
  );
  return fc.record({ help, metrics }).map(({ help, metrics }) => (name) => ({
    name,
    type,
    help,
    samples: metrics.flatMap(([labels, samples]) => samples(name, labels)),
  }));
}

const histogram = composed(
  'histogram',
  fc
    .record({
      bounds: fc.uniqueArray(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((bound) => bound + 0),
        { maxLength: 5 },
      ),
      steps: fc.array(count, { minLength: 6, maxLength: 6 }),
      sum: anyValue,
    })
    .map(({ bounds, steps, sum }) => (name, labels) => {
      let total = 0;
      const les = [...bounds.sort((a, b) => a - b).map(String), '+Inf'];
      const buckets = les.map((le, index) => {
        total += steps[index] ?? 0;
        return { name: `${name}_bucket`, labels: { ...labels, le }, value: total };
      });
      return [
        ...buckets,
        { name: `${name}_sum`, labels, value: sum },
        { name: `${name}_count`, labels, value: total },
      ];
    }),
);

const summary = composed(
  'summary',
  fc
    .record({
      quantiles: fc.uniqueArray(
        fc.double({ min: 0, max: 1, noNaN: true }).map((quantile) => quantile + 0),
        { maxLength: 3 },
      ),
      value: anyValue,
      total: count,
    })
    .map(({ quantiles, value, total }) => (name, labels) => [
      ...quantiles.map((quantile) => ({ name, labels: { quantile: String(quantile), ...labels }, value })),
      { name: `${name}_sum`, labels, value },
      { name: `${name}_count`, labels, value: total },
    ]),
);

const family = fc.oneof(
  plain('counter', counterValue),
  plain('gauge', anyValue),
  plain('untyped', anyValue),
  histogram,
  summary,
);

/** Families that can stand together. */
export const validFamilies: fc.Arbitrary<MetricFamily[]> = fc
  .uniqueArray(fc.tuple(metricName, family), { selector: ([name]) => name, maxLength: 5 })
  .map((named) => named.map(([name, make]) => make(name)))
  .map((families) => {
    const taken = new Set(
      families.flatMap(({ name }) => ['_bucket', '_sum', '_count'].map((suffix) => name + suffix)),
    );
    return families.filter(({ name }) => !taken.has(name));
  });
