import { describe, expect, it } from 'vitest';
import { parseVia } from '../../../main/metrics/via';

const [first, second] = ['00000000000000ab', 'ffffffffffffff01'];

describe('the header that says which Pushtrays a push has passed', () => {
  it.each([
    [undefined, []],
    ['', []],
    [first, [first]],
    [`${first}, ${second}`, [first, second]],
    [`${first},,1.1 proxy,${second.toUpperCase()},${second}`, [first, second]],
  ])('is read from %j', (header, ids) => {
    expect(parseVia(header)).toEqual(ids);
  });

  it('is bounded', () => {
    expect(parseVia(Array.from({ length: 1_000 }, () => first).join()).length).toBeLessThan(100);
  });
});
