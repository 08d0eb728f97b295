import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAsGo, parseValue, wholeNanoseconds } from '../../../main/metrics/value';

describe('seconds that were computed', () => {
  it.each([
    [0.000026999999999999996, 0.000027],
    [0.1 + 0.2, 0.3],
    [0, 0],
    [12.3456789, 12.3456789],
  ])('of %s are whole nanoseconds: %s', (seconds, whole) => {
    expect(wholeNanoseconds(seconds)).toBe(whole);
  });
});

describe('a number as Go writes it', () => {
  // From `/metrics` and `/api/v1/metrics` of a Pushgateway 1.5.1.
  it.each([
    [123456, '123456'],
    [1234567, '1.234567e+06'],
    [1e6, '1e+06'],
    [12345678.5, '1.23456785e+07'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e-7, '1e-07'],
    [1e20, '1e+20'],
    [1e21, '1e+21'],
    [1.5e300, '1.5e+300'],
    [0, '0'],
    [-0, '-0'],
    [-2.5, '-2.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('%d is %s', (value, text) => {
    expect(formatAsGo(value)).toBe(text);
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(parseValue(formatAsGo(value))).toBe(value);
      }),
    );
  });
});
