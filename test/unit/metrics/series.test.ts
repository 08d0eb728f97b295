import { describe, expect, it } from 'vitest';
import { familyOfPart, labelsKey, metricKey, seriesKey } from '../../../main/metrics/series';

describe('seriesKey', () => {
  it('does not depend on the order of labels', () => {
    expect(seriesKey('up', { job: 'x', instance: 'y' })).toBe('up{instance="y",job="x"}');
    expect(seriesKey('up', { instance: 'y', job: 'x' })).toBe('up{instance="y",job="x"}');
  });

  it('takes an empty label for none', () => {
    expect(seriesKey('up', { job: '', instance: '' })).toBe('up');
    expect(labelsKey({ job: '' })).toBe('');
  });

  it('tells apart what differs only by where a quote or a comma stands', () => {
    const keys = [{ a: 'x",b="y' }, { a: 'x', b: 'y' }, { a: 'x\\",b=\\"y' }, { a: 'x,b=y' }].map((labels) =>
      labelsKey(labels),
    );
    expect(new Set(keys).size).toBe(4);
  });
});

describe('metricKey', () => {
  it('is one for all parts of a histogram, and for all of a summary', () => {
    const histogram = { name: 'h', type: 'histogram' } as const;
    const key = 'h{host="a"}';
    expect(metricKey(histogram, { name: 'h_bucket', labels: { host: 'a', le: '1' }, value: 1 })).toBe(key);
    expect(metricKey(histogram, { name: 'h_count', labels: { host: 'a' }, value: 1 })).toBe(key);
    const summary = { name: 'h', type: 'summary' } as const;
    expect(metricKey(summary, { name: 'h', labels: { quantile: '0.5', host: 'a' }, value: 1 })).toBe(key);
  });

  it('keeps le and quantile where they are labels like others', () => {
    const family = { name: 'g', type: 'gauge' } as const;
    expect(metricKey(family, { name: 'g', labels: { le: '1' }, value: 1 })).toBe('g{le="1"}');
  });
});

describe('familyOfPart', () => {
  const typeOf = (name: string) =>
    ({ h: 'histogram', s: 'summary', g: 'gauge' })[name] as 'histogram' | undefined;

  it.each([
    ['h_bucket', 'h'],
    ['h_sum', 'h'],
    ['h_count', 'h'],
    ['s_sum', 's'],
    ['s_bucket', undefined],
    ['g_count', undefined],
    ['h', undefined],
    ['h_total', undefined],
    ['other_count', undefined],
  ])('of %s is %s', (name, family) => {
    expect(familyOfPart(name, typeOf)).toBe(family);
  });
});
