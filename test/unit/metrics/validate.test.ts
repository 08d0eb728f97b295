import { describe, expect, it } from 'vitest';
import { counter, gauge, type Labels, type MetricFamily, type Sample } from '../../../main/metrics/model';
import { validateFamilies } from '../../../main/metrics/validate';

const messages = (...families: MetricFamily[]) =>
  validateFamilies(families).faults.map(({ message }) => message);
const kept = (...families: MetricFamily[]) => validateFamilies(families).families;

type Row = readonly [suffix: string, labels: Labels, value: number];

function composed(type: 'histogram' | 'summary', rows: readonly Row[]): MetricFamily {
  const samples: Sample[] = rows.map(([suffix, labels, value]) => ({ name: `f${suffix}`, labels, value }));
  return { name: 'f', type, help: '', samples };
}

const goodHistogram: readonly Row[] = [
  ['_bucket', { le: '-1' }, 0],
  ['_bucket', { le: '0.5' }, 1],
  ['_bucket', { le: '+Inf' }, 3],
  ['_sum', {}, 2.5],
  ['_count', {}, 3],
];
const goodSummary: readonly Row[] = [
  ['', { quantile: '0' }, 1],
  ['', { quantile: '0.99' }, Number.NaN],
  ['_sum', {}, 2.5],
  ['_count', {}, 3],
];

/** The rows with one of them changed, or left out. */
function withRow(rows: readonly Row[], index: number, ...instead: Row[]): Row[] {
  return [...rows.slice(0, index), ...instead, ...rows.slice(index + 1)];
}

describe('validateFamilies', () => {
  it('hands valid families on as they are', () => {
    const families = [
      gauge('g', '', [[{ le: 'x', quantile: 'y' }, Number.NaN]]),
      counter('c_total', '', [[{}, Number.POSITIVE_INFINITY]]),
      composed('histogram', goodHistogram),
    ];
    expect(validateFamilies(families)).toEqual({ families, faults: [] });
    expect(messages(composed('summary', goodSummary))).toEqual([]);
  });

  it('points nowhere, as there is no text', () => {
    expect(validateFamilies([gauge('1', '', [[{}, 1]])]).faults).toEqual([
      {
        line: 0,
        column: 0,
        message: '"1" is not a metric name: use letters, digits, "_" and ":", not beginning with a digit',
      },
    ]);
  });

  it('leaves out the later family of one name', () => {
    const families = [gauge('a', 'first', [[{}, 1]]), gauge('a', 'second', [[{ b: 'c' }, 1]])];
    expect(messages(...families)).toEqual(['the family "a" is there twice: put all its samples into one']);
    expect(kept(...families)).toEqual([families[0]]);
  });

  it.each(['f_bucket', 'f_sum', 'f_count'])(
    'leaves out %s beside the histogram f, whichever comes first',
    (name) => {
      const histogram = composed('histogram', goodHistogram);
      const plain = gauge(name, '', [[{}, 1]]);
      const message = `the name "${name}" belongs to the histogram "f": rename one, or if it is part of it, put it under its TYPE line`;
      expect(messages(histogram, plain)).toEqual([message]);
      expect(messages(plain, histogram)).toEqual([message]);
      expect(kept(plain, histogram)).toEqual([histogram]);
    },
  );

  it('leaves f_bucket beside the summary f alone', () => {
    expect(messages(composed('summary', goodSummary), gauge('f_bucket', '', [[{}, 1]]))).toEqual([]);
  });

  it.each<[string, Labels, string]>([
    [
      'a label name that is none',
      { 'b-c': 'x' },
      'the label name "b-c" is not a label name: use letters, digits and "_", not beginning with a digit',
    ],
    [
      'a reserved label name',
      JSON.parse('{"__proto__":"x"}') as Labels,
      'the label name "__proto__" is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise',
    ],
    ['half a surrogate pair', { b: '\ud83d' }, 'the value of the label "b" is not valid Unicode'],
  ])('leaves out a sample with %s, and keeps the others', (_, labels, message) => {
    const family = gauge('a', '', [
      [{}, 1],
      [labels, 2],
    ]);
    expect(messages(family)).toEqual([message]);
    expect(kept(family)).toEqual([gauge('a', '', [[{}, 1]])]);
  });

  it('leaves out the later of two equal series', () => {
    const family = gauge('a', '', [
      [{ b: '1', c: '2' }, 1],
      [{ c: '2', b: '1', d: '' }, 2],
    ]);
    expect(messages(family)).toEqual([
      'the series a{b="1",c="2"} is given twice: leave one out, or tell them apart by a label',
    ]);
    expect(kept(family)[0]?.samples.map(({ value }) => value)).toEqual([1]);
  });

  it.each([-1, Number.NaN, Number.NEGATIVE_INFINITY])(
    'leaves out a counter of %d, and its family with it',
    (value) => {
      const family = counter('a', '', [[{}, value]]);
      expect(messages(family)).toEqual([
        `the counter "a" is ${value}, but a counter only grows from 0: make it a gauge, or mend what counts`,
      ]);
      expect(kept(family)).toEqual([]);
    },
  );

  it('leaves out a sample of another name', () => {
    const family: MetricFamily = { ...gauge('a', '', []), samples: [{ name: 'b', labels: {}, value: 1 }] };
    expect(messages(family)).toEqual(['the sample "b" is not of the family "a"']);
  });
});

describe('a histogram', () => {
  it.each<[string, readonly Row[], string]>([
    [
      'without le="+Inf"',
      withRow(goodHistogram, 2),
      'the bucket le="+Inf" is missing: give it the value of _count',
    ],
    [
      'without buckets',
      goodHistogram.slice(3),
      'the bucket le="+Inf" is missing: give it the value of _count',
    ],
    ['without _sum', withRow(goodHistogram, 3), '_sum is missing: give it with the same labels'],
    ['without _count', withRow(goodHistogram, 4), '_count is missing: give it with the same labels'],
    [
      'with two _sum',
      [...goodHistogram, ['_sum', {}, 1]],
      '_sum is given twice with the same labels: leave one out',
    ],
    [
      'whose +Inf is not _count',
      withRow(goodHistogram, 4, ['_count', {}, 4]),
      '_count is 4, but the bucket le="+Inf" counts 3: they must be equal',
    ],
    [
      'that is not cumulative',
      withRow(goodHistogram, 0, ['_bucket', { le: '-1' }, 2]),
      'the bucket le="0.5" follows le="-1" and counts 1, fewer than its 2: a bucket counts everything up to its bound',
    ],
    [
      'whose bounds fall',
      withRow(goodHistogram, 0, ['_bucket', { le: '2' }, 0]),
      'the bucket le="0.5" follows le="2": put buckets in rising order',
    ],
    [
      'whose bounds are equal',
      withRow(goodHistogram, 0, ['_bucket', { le: '.50' }, 0]),
      'the bucket le="0.5" follows le=".50", the same bound: leave one out',
    ],
    [
      'with a bound that is no number',
      withRow(goodHistogram, 0, ['_bucket', { le: 'low' }, 0]),
      'the upper bound le="low" is not a number: write it like 0.5 or +Inf',
    ],
    [
      'with a bound that is NaN',
      withRow(goodHistogram, 0, ['_bucket', { le: 'NaN' }, 0]),
      'the upper bound le="NaN" is not a number: write it like 0.5 or +Inf',
    ],
    [
      'with a bucket without le',
      withRow(goodHistogram, 0, ['_bucket', {}, 0]),
      'a bucket needs the label "le", its upper bound',
    ],
    [
      'with a negative bucket',
      withRow(goodHistogram, 0, ['_bucket', { le: '-1' }, -1]),
      'a bucket is -1, but it counts: it must be a whole number, 0 or more and below 2^64',
    ],
    [
      'with a fraction of a bucket',
      withRow(goodHistogram, 1, ['_bucket', { le: '0.5' }, 1.5]),
      'a bucket is 1.5, but it counts: it must be a whole number, 0 or more and below 2^64',
    ],
    [
      'with more than protobuf can count to',
      withRow(goodHistogram, 2, ['_bucket', { le: '+Inf' }, 2 ** 64]),
      'a bucket is 18446744073709552000, but it counts: it must be a whole number, 0 or more and below 2^64',
    ],
    [
      'with le on _sum',
      withRow(goodHistogram, 3, ['_sum', { le: '1' }, 1]),
      '_sum has no label "le": leave it out',
    ],
  ])('%s is left out', (_, rows, message) => {
    const family = composed('histogram', rows);
    expect(messages(family)).toEqual([`${message} (the histogram f is left out)`]);
    expect(kept(family)).toEqual([]);
  });

  it('is left out for its own labels alone', () => {
    const labelled = (host: string, rows: readonly Row[]): Row[] =>
      rows.map(([suffix, labels, value]) => [suffix, { host, ...labels }, value]);
    const good = labelled('a', goodHistogram);
    const family = composed('histogram', [...good, ...labelled('b', withRow(goodHistogram, 3))]);
    expect(messages(family)).toEqual([
      '_sum is missing: give it with the same labels (the histogram f{host="b"} is left out)',
    ]);
    expect(kept(family)).toEqual([composed('histogram', good)]);
  });

  it('loses a sample that is none of its parts, and stays', () => {
    const family = composed('histogram', [['', {}, 7], ...goodHistogram]);
    expect(messages(family)).toEqual([
      '"f" is no sample of the histogram "f": put _bucket, _sum, _count after its name',
    ]);
    expect(kept(family)).toEqual([composed('histogram', goodHistogram)]);
  });
});

describe('a summary', () => {
  it.each<[string, readonly Row[], string]>([
    ['without _sum', withRow(goodSummary, 2), '_sum is missing: give it with the same labels'],
    ['without _count', withRow(goodSummary, 3), '_count is missing: give it with the same labels'],
    [
      'with a fraction of a _count',
      withRow(goodSummary, 3, ['_count', {}, 0.5]),
      '_count is 0.5, but it counts: it must be a whole number, 0 or more and below 2^64',
    ],
    [
      'with a quantile above 1',
      withRow(goodSummary, 0, ['', { quantile: '50' }, 1]),
      'quantile="50" is not a number from 0 to 1: write the median as 0.5',
    ],
    [
      'with a quantile that is NaN',
      withRow(goodSummary, 0, ['', { quantile: 'NaN' }, 1]),
      'quantile="NaN" is not a number from 0 to 1: write the median as 0.5',
    ],
    [
      'with one quantile twice',
      withRow(goodSummary, 0, ['', { quantile: '.990' }, 1]),
      'quantile="0.99" is given twice: leave one out',
    ],
    [
      'with a plain sample',
      withRow(goodSummary, 0, ['', {}, 1]),
      'a sample of a summary needs the label "quantile", or "_sum" or "_count" after its name',
    ],
    [
      'with a quantile on _count',
      withRow(goodSummary, 3, ['_count', { quantile: '1' }, 1]),
      '_count has no label "quantile": leave it out',
    ],
  ])('%s is left out', (_, rows, message) => {
    const family = composed('summary', rows);
    expect(messages(family)).toEqual([`${message} (the summary f is left out)`]);
    expect(kept(family)).toEqual([]);
  });

  it('loses a bucket, and stays', () => {
    const family = composed('summary', [...goodSummary, ['_bucket', { le: '1' }, 1]]);
    expect(messages(family)).toEqual([
      '"f_bucket" is no sample of the summary "f": put _sum, _count after its name',
    ]);
    expect(kept(family)).toEqual([composed('summary', goodSummary)]);
  });
});
