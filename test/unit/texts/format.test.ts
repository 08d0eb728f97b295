import { describe, expect, it } from 'vitest';
import { makeFormat } from '../../../main/texts/format';

const format = makeFormat({
  locale: 'en-GB',
  now: 'now',
  ago: (span) => `${span} ago`,
  ahead: (span) => `in ${span}`,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it('group their thousands', () => {
    expect(format.count(1240)).toBe('1,240');
  });

  it.each([
    [0.00042, '0.42 ms'],
    [0.0123, '12.3 ms'],
    [0.09999, '100 ms'],
    [0.2384, '238 ms'],
    [0.9999, '1.00 s'],
    [1.239, '1.24 s'],
  ])('write an RTT of %d s as %s', (seconds, text) => {
    expect(plain(format.rtt(seconds))).toBe(text);
  });

  it.each([
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.004, '0.4 %'],
    [0.25, '25 %'],
    [0.9999, '99.9 %'],
    [1, '100 %'],
  ])('write a ratio of %d as %s', (ratio, text) => {
    expect(plain(format.percent(ratio))).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [3240, '3.2 kB'],
    [999_999, '1.0 MB'],
  ])('write %d bytes as %s', (bytes, text) => {
    expect(plain(format.bytes(bytes))).toBe(text);
  });

  it.each([
    [0, '0 /s'],
    [0.0006, '<0.01 /s'],
    [0.4, '0.40 /s'],
    [12, '12 /s'],
  ])('write a rate of %d a second as %s', (perSecond, text) => {
    expect(plain(format.rate(perSecond))).toBe(text);
  });

  it('write how long something took', () => {
    expect(plain(format.took(8.2))).toBe('8 ms');
    expect(plain(format.took(10_003))).toBe('10.0 s');
  });
});

describe('times', () => {
  it.each([
    [15_000, '15 s'],
    [90_012, '1 min 30 s'],
    [1_500, '1 s 500 ms'],
    [93_600_000, '1 d 2 h'],
  ])('write an interval of %d ms whole: %s', (ms, text) => {
    expect(plain(format.interval(ms))).toBe(text);
  });

  const nowMs = Date.UTC(2025, 2, 21, 14, 2, 7);

  it.each([
    [-400, 'now'],
    [-4000, '4 s ago'],
    [-185_000, '3 min ago'],
    [-7_500_000, '2 h 5 min ago'],
    [-3 * 86_400_000, '3 d ago'],
    [11_400, 'in 11 s'],
  ])('say %d ms from now as %s', (deltaMs, text) => {
    expect(plain(format.relative(nowMs + deltaMs, nowMs))).toBe(text);
  });

  it('name the day only when it is another one', () => {
    expect(format.moment(nowMs, nowMs)).toMatch(/^\d\d:\d\d:07$/);
    expect(format.moment(nowMs - 3 * 86_400_000, nowMs)).toMatch(/^18 Mar \d\d:\d\d:07$/);
  });
});
