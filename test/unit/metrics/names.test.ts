import { describe, expect, it } from 'vitest';
import { isLabelName, isMetricName, labelNameFault } from '../../../main/metrics/names';

describe('isMetricName', () => {
  it.each(['a', '_', ':', 'node_netstat_Tcp_InSegs', 'job:rate5m', '__name__'])('takes %j', (name) => {
    expect(isMetricName(name)).toBe(true);
  });

  it.each(['', '1a', 'a-b', 'a.b', 'ä', 'a\n', ' a', 'a{'])('refuses %j', (name) => {
    expect(isMetricName(name)).toBe(false);
  });
});

describe('isLabelName', () => {
  it.each(['a', '_', '_a', 'A1', 'constructor'])('takes %j', (name) => {
    expect(isLabelName(name)).toBe(true);
    expect(labelNameFault(name)).toBeUndefined();
  });

  it.each(['', '1a', 'a:b', 'a-b', 'ä', 'a\n'])('refuses %j', (name) => {
    expect(isLabelName(name)).toBe(false);
    expect(labelNameFault(name)).toMatch(/^is not a label name/);
  });

  it.each(['__name__', '__proto__', '__'])('tells the reserved %j apart', (name) => {
    expect(isLabelName(name)).toBe(false);
    expect(labelNameFault(name)).toMatch(/^is reserved/);
  });
});
