import { describe, expect, it } from 'vitest';
import { fitOf } from '../../../renderer/palette/fuzzy';

const score = (query: string, text: string, aliases?: string) => fitOf(query, text, aliases) ?? -1;

describe('what was typed', () => {
  it.each([
    ['push', 'Push now'],
    ['NOW', 'Push now'],
    ['now push', 'Push now'],
    ['pn', 'Push now'],
    ['推送', '立即推送'],
  ])('"%s" fits "%s"', (query, text) => {
    expect(fitOf(query, text)).toBeDefined();
  });

  it.each([
    ['x', 'Push now'],
    ['push later', 'Push now'],
    ['wp', 'Push now'],
  ])('"%s" does not fit "%s"', (query, text) => {
    expect(fitOf(query, text)).toBeUndefined();
  });

  it('fits a beginning of a word better than its inside, and that better than scattered letters', () => {
    expect(score('re', 'Report')).toBeGreaterThan(score('re', 'Wire'));
    expect(score('re', 'Wire')).toBeGreaterThan(score('re', 'r.e'));
  });

  it('fits other words for the same, whole', () => {
    expect(score('push', '立即推送', 'Push now')).toBeGreaterThan(0);
    expect(fitOf('pn', '立即推送', 'Push now')).toBeUndefined();
  });
});
