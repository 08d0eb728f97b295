import { describe, expect, it } from 'vitest';
import type { DestinationSeen } from '../../../main/diagnosis/situation';
import { codesOf, DiagnosisBench, findingOf } from '../../support/diagnosis-bench';

const team = (change: Partial<DestinationSeen>) => ({ destinations: { team: change } });

function failing(failureCode: string, consecutiveFailures: number, status?: number) {
  const lastPush = { id: 99 + consecutiveFailures, atMs: 5, ...(status === undefined ? {} : { status }) };
  return team({ state: 'failing', failureCode, consecutiveFailures, failingSinceMs: 7, lastPush });
}

describe('pushes', () => {
  it('fail when the receiver refuses one, which it would refuse again', () => {
    const finding = findingOf(new DiagnosisBench().see(1, failing('unauthorized', 1, 401)), 'pushes_fail');
    expect(finding).toMatchObject({
      level: 'failing',
      sinceMs: 7,
      values: { destination: 'team', failure: 'unauthorized', status: 401 },
    });
    expect(finding.evidence[0]).toEqual({
      code: 'push_failed',
      values: {
        destination: 'team',
        url: 'http://gateway.example.net:9091',
        failure: 'unauthorized',
        status: 401,
        failures: 1,
      },
    });
  });

  it('fail after two tries in a row that may yet succeed, and arrive again with the first that does', () => {
    const bench = new DiagnosisBench();
    expect(codesOf(bench.see(1, failing('unreachable', 1)))).toEqual(['all_well']);
    expect(codesOf(bench.see(1, failing('unreachable', 2)))).toEqual(['pushes_fail']);
    expect(codesOf(bench.see(1))).toEqual(['all_well']);
  });

  it('that fail at some of several destinations are trouble', () => {
    const also: DestinationSeen = {
      id: 'spare',
      url: 'http://spare.example:9091',
      builtIn: false,
      state: 'failing',
      failureCode: 'not_found',
      consecutiveFailures: 1,
    };
    const team: DestinationSeen = { ...also, id: 'team', state: 'ok' };
    const verdict = new DiagnosisBench().see(1, { situation: { destinations: [team, also] } });
    expect(findingOf(verdict, 'pushes_fail')).toMatchObject({
      level: 'trouble',
      values: { destination: 'spare' },
    });
  });

  it('to several addresses of one destination are told once, with each address', () => {
    const to = (url: string): DestinationSeen => ({
      id: 'team',
      url,
      builtIn: false,
      state: 'failing',
      failureCode: 'unreachable',
      consecutiveFailures: 4,
      failingSinceMs: url.length,
    });
    const destinations = [to('http://a.example:9091'), to('http://bb.example:9091')];
    const verdict = new DiagnosisBench().see(1, { situation: { destinations } });
    expect(codesOf(verdict)).toEqual(['pushes_fail']);
    expect(verdict.findings[0]).toMatchObject({ sinceMs: 21, level: 'failing' });
    expect(verdict.findings[0]?.evidence).toHaveLength(2);
  });

  it('that are held back are told with why', () => {
    const held = team({ state: 'held', failureCode: 'instance_is_localhost' });
    const finding = findingOf(new DiagnosisBench().see(1, held), 'pushes_held');
    expect(finding.values).toEqual({ destination: 'team', reason: 'instance_is_localhost' });
  });

  it('that are held back since clocks differ are told so', () => {
    const backlog = { samples: 1_200, oldestAtMs: 3 };
    const held = team({ state: 'held', failureCode: 'clock_skew', failingSinceMs: 9, backlog });
    const finding = findingOf(new DiagnosisBench().see(1, held), 'clock_skew');
    expect(finding.sinceMs).toBe(9);
    expect(finding.evidence).toContainEqual({
      code: 'backlog',
      values: { destination: 'team', samples: 1_200, oldestAtMs: 3 },
    });
  });

  it('that arrive while what waits grows are told with how much waits', () => {
    const bench = new DiagnosisBench();
    bench.see(1, team({ backlog: { samples: 0 } }));
    bench.see(1, team({ backlog: { samples: 400 } }));
    const verdict = bench.see(1, team({ backlog: { samples: 900 } }));
    expect(findingOf(verdict, 'backlog_grows').values).toEqual({ destination: 'team', samples: 900 });
    expect(codesOf(bench.see(2, team({ backlog: { samples: 0 } })))).toEqual(['all_well']);
  });

  it('that caught up after an outage are all well while the backlog shrinks', () => {
    const bench = new DiagnosisBench();
    for (const samples of [900, 600, 300, 0]) {
      expect(codesOf(bench.see(1, team({ backlog: { samples } })))).toEqual(['all_well']);
    }
  });
});
