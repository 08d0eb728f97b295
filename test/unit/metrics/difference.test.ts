import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../main/metrics/difference';
import { gauge } from '../../../main/metrics/model';

const before = [
  gauge('stays', '', [
    [{ a: '1', b: '2' }, 1],
    [{ a: '2' }, Number.NaN],
    [{ a: '3' }, 1],
  ]),
  gauge('goes', '', [[{}, 1]]),
];
const after = [
  gauge('stays', '', [
    [{ b: '2', a: '1' }, 5],
    [{ a: '2' }, Number.NaN],
    [{ a: '4' }, 1],
  ]),
  gauge('comes', '', [[{}, 1]]),
];

describe('the difference between two pushes', () => {
  it('names what came and what went, and counts the values that changed', () => {
    expect(differenceOf(before, after)).toEqual({
      addedFamilies: ['comes'],
      removedFamilies: ['goes'],
      addedSeries: ['comes', 'stays{a="4"}'],
      removedSeries: ['goes', 'stays{a="3"}'],
      changedValues: 1,
      equalValues: 1,
    });
  });

  it('is none between a push and itself', () => {
    expect(differenceOf(after, after)).toMatchObject({
      addedSeries: [],
      removedSeries: [],
      changedValues: 0,
    });
  });
});
