import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash } from '../../../renderer/state/route';

describe('the page in the address', () => {
  it.each([
    ['#/now', { page: 'now', item: '', query: {} }],
    ['', { page: 'now', item: '', query: {} }],
    ['#/elsewhere', { page: 'now', item: '', query: {} }],
    ['#/pushes/184', { page: 'pushes', item: '184', query: {} }],
    ['#/targets/data%20base', { page: 'targets', item: 'data base', query: {} }],
    ['#/targets/100%', { page: 'targets', item: '100%', query: {} }],
    [
      '#/pushes?destination=team%20a&outcome=failed',
      { page: 'pushes', item: '', query: { destination: 'team a', outcome: 'failed' } },
    ],
  ])('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('is written without what is empty', () => {
    expect(routeHash({ page: 'pushes', item: '184', query: { destination: 'a b', outcome: '' } })).toBe(
      '#/pushes/184?destination=a+b',
    );
    expect(routeHash({ page: 'now' })).toBe('#/now');
  });
});
