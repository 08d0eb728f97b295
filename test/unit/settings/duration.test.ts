import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, durationPattern, formatDuration } from '../../../main/settings/schema/duration';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['15s', 15_000],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1w2d', 9 * 86_400_000],
    ['1y', 365 * 86_400_000],
    ['0s', 0],
    ['1h500ms', 3_600_500],
  ])('reads %s as %i ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(['', '15', 's', '1.5s', '-1s', '1s1m', '5s5s', ' 5s', '5s ', '5 s', '5S', '1e3s', '5µs', '٣s'])(
    'does not take %j for one',
    (text) => {
      expect(durationPattern.test(text)).toBe(false);
      expect(() => durationMs(text)).toThrow('not a duration');
    },
  );

  it('come back from their shortest text for any whole number of milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 * 86_400_000 }), (ms) => {
        expect(durationMs(formatDuration(ms))).toBe(ms);
      }),
    );
  });

  it('are written as a text that reads as one, for any number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).toMatch(durationPattern);
      }),
    );
  });

  it('are written as short as they can be', () => {
    expect([0, 0.4, 90_000, 3_600_000, 604_800_000].map(formatDuration)).toEqual([
      '0s',
      '0s',
      '1m30s',
      '1h',
      '1w',
    ]);
  });
});
