import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../main/contract/verdict';
import { explainingPage } from '../../../renderer/pages/now/explaining-page';
import { routeHash } from '../../../renderer/state/route';

function hashOf(
  code: Finding['code'],
  values: object,
  targets: readonly { name: string }[] = [],
): string | undefined {
  const finding = { code, values, level: 'trouble', sinceMs: 0, evidence: [] } as unknown as Finding;
  const page = explainingPage(finding, targets);
  return page && routeHash(page.route);
}

describe('the page that explains a finding', () => {
  it.each([
    ['router_loss', { targets: ['router'] }, '#/targets/router'],
    ['targets_down', { targets: ['the db', 'api'] }, '#/targets/the%20db'],
    ['tcp_pileup', { state: 'close_wait' }, '#/tcp/close_wait'],
    ['tcp_resending', { resentRatio: 0.1 }, '#/tcp'],
    ['listen_drops', { dropped: 4 }, '#/tcp'],
    ['pushes_fail', { destination: 'team' }, '#/pushes?destination=team&outcome=failed'],
    ['clock_skew', { destination: 'mimir' }, '#/destinations/mimir'],
    ['collectors_fail', { collectors: ['tcp'] }, '#/collectors/tcp'],
  ] as const)('of %s leads to what it is about', (code, values, hash) => {
    expect(hashOf(code, values)).toBe(hash);
  });

  it('names the collector of a target where another has one of that name', () => {
    const values = { targets: ['db'], collector: 'ports' };
    const all = [{ name: 'db' }, { name: 'db' }, { name: 'api' }];
    expect(hashOf('targets_down', values, all)).toBe('#/targets/db?collector=ports');
    expect(hashOf('targets_down', values, all.slice(1))).toBe('#/targets/db');
  });

  it('is none where there is no more to see', () => {
    expect(hashOf('all_well', {})).toBeUndefined();
    expect(hashOf('asleep', {})).toBeUndefined();
  });
});
