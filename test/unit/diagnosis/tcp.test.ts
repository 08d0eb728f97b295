import { describe, expect, it } from 'vitest';
import type { TcpSeen } from '../../../main/diagnosis/situation';
import { codesOf, cycleMs, DiagnosisBench, findingOf, losing } from '../../support/diagnosis-bench';

function states(counts: TcpSeen['states']): { tcp: Omit<TcpSeen, 'atMs'> } {
  return { tcp: { states: { established: 40, time_wait: 60, close_wait: 2, ...counts } } };
}

function wellBench(): DiagnosisBench {
  const bench = new DiagnosisBench();
  bench.see(10, states({}));
  return bench;
}

/** Counters as they grow by so much each cycle. */
function counting(bench: DiagnosisBench) {
  const counters = { sentSegments: 1_000, resentSegments: 10, listenDrops: 0 };
  return (cycles: number, step: Partial<typeof counters> = {}, more: object = {}) => {
    for (let cycle = 1; cycle < cycles; cycle += 1) one();
    return one();
    function one() {
      counters.sentSegments += step.sentSegments ?? 500;
      counters.resentSegments += step.resentSegments ?? 0;
      counters.listenDrops += step.listenDrops ?? 0;
      return bench.see(1, { tcp: { states: {}, counters: { ...counters } }, ...more });
    }
  };
}

describe('connections that pile up', () => {
  it('are found when they are many more than this machine usually has', () => {
    const bench = wellBench();
    const sinceMs = bench.nowMs + cycleMs;
    const verdict = bench.see(2, states({ close_wait: 240 }));
    expect(findingOf(verdict, 'tcp_pileup')).toEqual({
      code: 'tcp_pileup',
      level: 'trouble',
      sinceMs,
      values: { state: 'close_wait', connections: 240 },
      evidence: [{ code: 'connections', values: { state: 'close_wait', connections: 240, usual: 2 } }],
    });
  });

  it('are found without a past when no machine should have so many', () => {
    const verdict = new DiagnosisBench().see(2, states({ close_wait: 1_240 }));
    expect(findingOf(verdict, 'tcp_pileup').values).toEqual({ state: 'close_wait', connections: 1_240 });
  });

  it('are told with the process that holds most of them, where that was asked', () => {
    const holder = { pid: 7, name: 'java', connections: 1_198, of: 1_240, atMs: 5 };
    const held = (seen: typeof holder) => ({
      ...states({ close_wait: 1_240 }),
      situation: { holders: new Map([['close_wait', seen]] as const) },
    });
    const finding = findingOf(wellBench().see(2, held(holder)), 'tcp_pileup');
    expect(finding.values.process).toEqual({ pid: 7, name: 'java', connections: 1_198 });
    expect(finding.evidence[1]).toEqual({ code: 'held_by', values: holder });
    const few = findingOf(wellBench().see(2, held({ ...holder, connections: 400 })), 'tcp_pileup');
    expect(few.values.process).toBeUndefined();
    const smaller = findingOf(
      wellBench().see(2, held({ ...holder, connections: 850, of: 900 })),
      'tcp_pileup',
    );
    expect(smaller.values.process, 'counted while the pile was another').toEqual({ pid: 7, name: 'java' });
  });

  it('go away within two cycles of their end', () => {
    const bench = wellBench();
    bench.see(5, states({ close_wait: 1_240 }));
    expect(codesOf(bench.see(2, states({})))).toEqual(['all_well']);
  });

  it('that only fell a little are there still', () => {
    const bench = wellBench();
    bench.see(2, states({ close_wait: 120 }));
    expect(codesOf(bench.see(4, states({ close_wait: 90 })))).toEqual(['tcp_pileup']);
  });

  it('are no finding on a machine that usually has so many', () => {
    const bench = new DiagnosisBench();
    bench.see(10, states({ close_wait: 300 }));
    expect(codesOf(bench.see(4, states({ close_wait: 500 })))).toEqual(['all_well']);
  });

  it('are no finding when they are few, however many times the usual, or when they work', () => {
    expect(codesOf(wellBench().see(4, states({ close_wait: 60, established: 9_000 })))).toEqual(['all_well']);
  });
});

describe('segments that are sent again', () => {
  it('are found by their share, and go away within two cycles', () => {
    const see = counting(new DiagnosisBench());
    see(5);
    // 460 new ones and 40 again in each cycle: the system counts them apart.
    const finding = findingOf(see(2, { sentSegments: 460, resentSegments: 40 }), 'tcp_resending');
    expect(finding).toMatchObject({ level: 'trouble', values: { resentRatio: 0.08 } });
    const evidence = [{ code: 'segments_resent', values: { resent: 80, sent: 1_000, overMs: 2 * cycleMs } }];
    expect(finding.evidence).toEqual(evidence);
    // A good cycle may be the end of it, and does not thin out what was seen.
    expect(findingOf(see(1), 'tcp_resending').evidence).toEqual(evidence);
    expect(codesOf(see(1))).toEqual(['all_well']);
  });

  it('are no more than all', () => {
    const see = counting(new DiagnosisBench());
    see(3);
    const finding = findingOf(see(2, { sentSegments: 0, resentSegments: 9 }), 'tcp_resending');
    expect(finding.values).toEqual({ resentRatio: 1 });
  });

  it('are no finding when they are few', () => {
    const see = counting(new DiagnosisBench());
    see(2);
    expect(codesOf(see(4, { sentSegments: 20, resentSegments: 4 }))).toEqual(['all_well']);
  });

  it('are evidence where a loss on the way explains them', () => {
    const see = counting(new DiagnosisBench());
    see(3);
    const verdict = see(2, { resentSegments: 60 }, { targets: { router: losing(0.5) } });
    expect(codesOf(verdict)).toEqual(['router_loss']);
    expect(verdict.findings[0]?.evidence.at(-1)?.code).toBe('segments_resent');
  });

  it('are not counted over a restart of the counters', () => {
    const bench = new DiagnosisBench();
    const at = (resentSegments: number) => ({
      tcp: { states: {}, counters: { sentSegments: resentSegments * 2, resentSegments, listenDrops: 0 } },
    });
    bench.see(1, at(5_000));
    bench.see(1, at(10));
    expect(codesOf(bench.see(1, at(10)))).toEqual(['all_well']);
  });
});

describe('connections that came in and were dropped', () => {
  it('are counted since it began', () => {
    const see = counting(new DiagnosisBench());
    see(3);
    const finding = findingOf(see(3, { listenDrops: 12 }), 'listen_drops');
    expect(finding).toMatchObject({ level: 'trouble', values: { dropped: 36 } });
    expect(codesOf(see(2))).toEqual(['all_well']);
  });
});
