import { describe, expect, it } from 'vitest';
import type { ProbeFailure } from '../../../main/contract/verdict';
import {
  codesOf,
  cycleMs,
  DiagnosisBench,
  type Differing,
  down,
  findingOf,
  losing,
  slow,
  startMs,
} from '../../support/diagnosis-bench';

/** A bench on which all was well for a while. */
function wellBench(): DiagnosisBench {
  const bench = new DiagnosisBench();
  bench.see(10);
  return bench;
}

const onEvery = (change: object): NonNullable<Differing['targets']> => ({
  router: change,
  cloudflare: change,
  quad9: change,
  names: change,
  db: change,
});

describe('one lost packet and other chances', () => {
  it('are no finding', () => {
    const bench = wellBench();
    const lost = { targets: { router: losing(0.25) } };
    expect(codesOf(bench.see(1, lost))).toEqual(['all_well']);
    expect(codesOf(bench.see(1))).toEqual(['all_well']);
    expect(codesOf(bench.see(1, lost))).toEqual(['all_well']);
  });

  it('are no finding when one cycle got no answer at all, but that is said', () => {
    const verdict = wellBench().see(1, { targets: { db: { ...down, failure: 'timeout' } } });
    expect(codesOf(verdict)).toEqual(['all_well']);
    expect(findingOf(verdict, 'all_well').evidence.slice(1, 3)).toEqual([
      { code: 'targets_answer', values: { targets: 4, of: 5 } },
      { code: 'no_answer', values: { target: 'db', cycles: 1, reason: 'timeout' } },
    ]);
  });
});

describe.each([
  ['router_loss', { targets: onEvery(losing(0.5)) }],
  ['router_slow', { targets: onEvery(slow(0.4)) }],
  ['router_down', { targets: onEvery(down) }],
  ['internet_loss', { targets: { cloudflare: losing(0.5), quad9: losing(0.5) } }],
  ['internet_slow', { targets: { cloudflare: slow(0.4), quad9: slow(0.5) } }],
  ['internet_down', { targets: { cloudflare: down, quad9: down } }],
  ['resolver_down', { targets: { names: { ...down, failure: 'timeout' } } }],
  ['resolver_slow', { targets: { names: slow(0.6) } }],
  ['targets_down', { targets: { db: { ...down, failure: 'refused' } } }],
  ['targets_loss', { targets: { quad9: losing(0.5) } }],
  ['targets_slow', { targets: { db: slow(0.3) } }],
  ['targets_not_probed', { targets: { db: { outcome: 'permission' } } }],
  ['no_network', { link: {}, targets: onEvery({ outcome: 'no_route' }) }],
] as const satisfies readonly (readonly [string, Differing])[])('%s', (code, fault) => {
  it('appears within two cycles, alone, and goes away within two', () => {
    const bench = wellBench();
    expect(codesOf(bench.see(2, fault))).toEqual([code]);
    expect(codesOf(bench.see(3, fault))).toEqual([code]);
    expect(codesOf(bench.see(2))).toEqual(['all_well']);
  });

  it('is so since its first cycle', () => {
    const bench = wellBench();
    const firstMs = bench.nowMs + cycleMs;
    expect(findingOf(bench.see(4, fault), code).sinceMs).toBe(firstMs);
  });
});

describe('a light loss', () => {
  const pattern = [0.25, 0, 0, 0.25, 0];

  it('is found when a quarter of the cycles show it, and does not flap', () => {
    const bench = wellBench();
    const seen: string[] = [];
    for (let cycle = 0; cycle < 40; cycle += 1) {
      const lossRatio = pattern[cycle % pattern.length] ?? 0;
      seen.push(codesOf(bench.see(1, { targets: { quad9: losing(lossRatio) } })).join());
    }
    const begin = seen.indexOf('targets_loss');
    expect(begin).toBeGreaterThan(0);
    expect(new Set(seen.slice(begin))).toEqual(new Set(['targets_loss']));
  });

  it('has ended when it would hardly leave out so many cycles', () => {
    const bench = wellBench();
    for (let cycle = 0; cycle < 40; cycle += 1) {
      bench.see(1, { targets: { quad9: losing(pattern[cycle % pattern.length] ?? 0) } });
    }
    expect(codesOf(bench.see(10))).toEqual(['targets_loss']);
    expect(codesOf(bench.see(15))).toEqual(['all_well']);
  });

  it('that seemed to have ended is told again, and as the same, with the second cycle that loses some', () => {
    const bench = wellBench();
    const firstMs = bench.nowMs + cycleMs;
    for (let cycle = 0; cycle < 20; cycle += 1) {
      bench.see(1, { targets: { quad9: losing(pattern[cycle % pattern.length] ?? 0) } });
    }
    expect(codesOf(bench.see(24))).toEqual(['all_well']);
    const lossy = { targets: { quad9: losing(0.25) } };
    expect(codesOf(bench.see(1, lossy))).toEqual(['all_well']);
    bench.see(1);
    expect(findingOf(bench.see(1, lossy), 'targets_loss').sinceMs).toBe(firstMs);
  });

  it('of several ends sooner, as all of them are good at once', () => {
    const bench = wellBench();
    for (let cycle = 0; cycle < 40; cycle += 1) {
      const change = losing(pattern[cycle % pattern.length] ?? 0);
      bench.see(1, { targets: { router: change, cloudflare: change, quad9: change } });
    }
    expect(codesOf(bench.see(2))).toEqual(['router_loss']);
    expect(codesOf(bench.see(8))).toEqual(['all_well']);
  });

  it('is told with a share that stays while the cycles since do not clearly say another', () => {
    const bench = wellBench();
    const shares = Array.from({ length: 60 }, (_, cycle) => {
      const verdict = bench.see(1, { targets: { quad9: losing(pattern[cycle % pattern.length] ?? 0) } });
      return 'lossRatio' in (verdict.findings[0]?.values ?? {})
        ? findingOf(verdict, 'targets_loss').values.lossRatio
        : 0;
    });
    expect(new Set(shares.slice(20)).size).toBe(1);
    expect(shares.at(-1)).toBeCloseTo(0.1, 1);
  });
});

describe('what loses packets beside others', () => {
  it('is the router as soon as it loses some too, whoever showed it first', () => {
    const bench = wellBench();
    expect(codesOf(bench.see(2, { targets: { quad9: losing(0.5) } }))).toEqual(['targets_loss']);
    const both = { targets: { quad9: losing(0.25), router: losing(0.25) } };
    expect(codesOf(bench.see(1, both))).toEqual(['router_loss']);
  });

  it('is a target when it clearly loses more than the router does', () => {
    const bench = wellBench();
    bench.see(20, { targets: { quad9: losing(0.5) } });
    const verdict = bench.see(1, { targets: { quad9: losing(0.5), router: losing(0.25) } });
    expect(codesOf(verdict)).toEqual(['targets_loss']);
    expect(findingOf(verdict, 'targets_loss').values).toMatchObject({
      targets: ['quad9'],
      others: 'affected',
    });
  });

  it('is told beside the router when it clearly loses more', () => {
    const bench = wellBench();
    for (let cycle = 0; cycle < 20; cycle += 1) {
      const lost = losing(cycle % 2 === 0 ? 0.25 : 0);
      bench.see(1, { targets: { router: lost, cloudflare: lost, quad9: losing(0.75) } });
    }
    const verdict = bench.look({ targets: {} });
    expect(codesOf(verdict)).toEqual(['router_loss', 'targets_loss']);
    expect(findingOf(verdict, 'targets_loss').values.targets).toEqual(['quad9']);
  });

  it('lets nothing be called fine before the loss had time to show there too', () => {
    const bench = wellBench();
    const lossy = { targets: { cloudflare: losing(0.5), quad9: losing(0.5) } };
    expect(findingOf(bench.see(4, lossy), 'internet_loss').values.router).toBe('unknown');
    expect(findingOf(bench.see(1, lossy), 'internet_loss').values.router).toBe('fine');
  });

  it('is not laid to the internet rather than to a router that is not pinged', () => {
    const lossy = { cloudflare: losing(0.5), quad9: losing(0.5), router: { enabled: false } };
    expect(findingOf(wellBench().see(10, { targets: lossy }), 'internet_loss').values.router).toBe('unknown');
  });

  it('is laid to the internet beside a router that loses some of its own', () => {
    const bench = wellBench();
    const lossy = { cloudflare: losing(0.5), quad9: losing(0.5) };
    bench.see(20, { targets: lossy });
    const { values } = findingOf(
      bench.see(1, { targets: { ...lossy, router: losing(0.25) } }),
      'internet_loss',
    );
    expect(values.router).toBe('affected');
  });

  it('lets nothing be called fine that lost something within the last cycles', () => {
    const bench = wellBench();
    bench.see(1, { targets: { router: losing(0.25), names: down } });
    bench.see(4);
    const { values, evidence } = findingOf(
      bench.see(3, { targets: { cloudflare: losing(0.5), quad9: losing(0.5) } }),
      'internet_loss',
    );
    expect(values.router).toBe('unknown');
    expect(evidence.map(({ code }) => code)).toEqual(['packets_lost', 'packets_lost']);
  });
});

describe('a connection that takes a second longer', () => {
  const late = slow(1.02);

  it('is what loss nearer to this machine does to it', () => {
    const lossy = { router: losing(0.5), cloudflare: losing(0.5), quad9: losing(0.5) };
    const bench = wellBench();
    const verdict = bench.see(3, { targets: { ...lossy, db: late } });
    expect(codesOf(verdict)).toEqual(['router_loss']);
    expect(findingOf(verdict, 'router_loss').evidence).toContainEqual(
      expect.objectContaining({ code: 'slow_answers', values: expect.objectContaining({ target: 'db' }) }),
    );
    expect(codesOf(bench.see(3, { targets: { db: late } }))).toEqual(['all_well']);
  });

  it('is slow by itself where nothing else lost anything, or where it goes on', () => {
    expect(codesOf(wellBench().see(2, { targets: { db: late } }))).toEqual(['targets_slow']);
    const bench = wellBench();
    bench.see(1, { targets: { quad9: losing(0.25) } });
    expect(codesOf(bench.see(2, { targets: { db: late } }))).toEqual(['all_well']);
    expect(codesOf(bench.see(8, { targets: { db: late } }))).toEqual(['targets_slow']);
  });
});

describe('the router', () => {
  it('that loses packets while all beyond it is fine is told with how this machine is joined to it', () => {
    const finding = findingOf(wellBench().see(8, { targets: { router: losing(0.5) } }), 'router_loss');
    expect(finding).toMatchObject({
      level: 'trouble',
      values: { targets: ['router'], of: 1, medium: 'wifi', lossRatio: 0.5, beyond: 'fine' },
    });
    expect(finding.evidence).toEqual([
      { code: 'packets_lost', values: { target: 'router', lossRatio: 0.5, cycles: 8 } },
      { code: 'wifi_signal', values: { device: 'wlan0', signalDbm: -61 } },
      { code: 'answers_well', values: { target: 'cloudflare', rttSeconds: 0.012 } },
      { code: 'answers_well', values: { target: 'quad9', rttSeconds: 0.014 } },
    ]);
  });

  it('that loses packets explains what loses them beyond it, but not what is down there', () => {
    const targets = { ...onEvery(losing(0.4)), db: losing(0), names: { ...down }, quad9: down };
    const verdict = wellBench().see(3, { targets });
    expect(codesOf(verdict)).toEqual(['router_loss', 'targets_down']);
    expect(findingOf(verdict, 'router_loss').values.beyond).toBe('affected');
    expect(findingOf(verdict, 'targets_down').values.targets).toEqual(['quad9']);
  });

  it('that alone does not answer takes no pings: that is no failure', () => {
    const finding = findingOf(wellBench().see(2, { targets: { router: down } }), 'router_down');
    expect(finding).toMatchObject({ level: 'trouble', values: { beyond: 'fine' } });
  });

  it('that never answered and beyond which nothing is probed is no failure either', () => {
    const rest = { enabled: false };
    const targets = { router: down, cloudflare: rest, quad9: rest, names: rest, db: rest };
    const finding = findingOf(new DiagnosisBench().see(3, { targets }), 'router_down');
    expect(finding).toMatchObject({ level: 'trouble', values: { beyond: 'unknown' } });
    expect(codesOf(new DiagnosisBench().see(1, { targets }))).toEqual(['all_well']);
  });

  it('that does not answer any more fails, with all beyond it as evidence', () => {
    const finding = findingOf(wellBench().see(2, { targets: onEvery(down) }), 'router_down');
    expect(finding).toMatchObject({ level: 'failing', values: { beyond: 'affected' } });
    const targets = finding.evidence.map(({ values }) => ('target' in values ? values.target : ''));
    expect(targets).toEqual(expect.arrayContaining(['router', 'cloudflare', 'quad9', 'names', 'db']));
  });

  it('is known by its address too', () => {
    const targets = { cloudflare: { host: '192.168.1.1', ip: '192.168.1.1', ...losing(0.5) } };
    expect(codesOf(wellBench().see(2, { targets }))).toEqual(['router_loss']);
  });

  it('of another network starts with a clean record', () => {
    const bench = wellBench();
    bench.see(3, { targets: { router: losing(0.5) } });
    const moved = { targets: { router: { ...losing(0), ip: '10.0.0.1' } } };
    expect(codesOf(bench.see(1, moved))).toEqual(['all_well']);
  });
});

describe('the network', () => {
  it('is missing when there is no default route, which explains everything beyond this machine', () => {
    const verdict = wellBench().see(2, { link: {}, targets: onEvery({ outcome: 'no_route' }) });
    expect(codesOf(verdict)).toEqual(['no_network']);
    expect(verdict.level).toBe('failing');
    expect(verdict.findings[0]?.evidence[0]).toEqual({ code: 'no_default_route', values: {} });
  });

  it('is missing when the link of the default route is down', () => {
    const route = { device: 'eth0', medium: 'wired', up: false } as const;
    const cutOff = { link: { route }, targets: onEvery(down) };
    const finding = findingOf(wellBench().see(2, cutOff), 'no_network');
    expect(finding.evidence[0]).toEqual({ code: 'device_down', values: { device: 'eth0' } });
  });

  it('is missing when the router cannot be pinged for want of a route, without a link collector', () => {
    const targets = onEvery({ outcome: 'no_route' });
    const fault: Differing = { targets, situation: { link: undefined as never } };
    expect(codesOf(wellBench().see(2, fault))).toEqual(['no_network']);
  });

  it('is not missing, whatever its device says of itself, as long as something beyond it answers', () => {
    const route = { device: 'tun0', medium: 'unknown', up: false } as const;
    const bench = wellBench();
    expect(codesOf(bench.see(10, { link: { route } }))).toEqual(['all_well']);
    const lossy = { link: { route }, targets: { ...onEvery(down), quad9: losing(0.5) } };
    expect(codesOf(bench.see(3, lossy))).not.toContain('no_network');
    // A name server may be on this machine.
    const onlyNames = { link: { route }, targets: { ...onEvery(down), names: losing(0) } };
    expect(codesOf(bench.see(2, onlyNames))).toEqual(['no_network']);
  });

  it('does not explain what is down on this machine itself', () => {
    const db = { host: '127.0.0.1:5432', ip: '127.0.0.1', ...down };
    const bench = new DiagnosisBench();
    const verdict = bench.see(3, { link: {}, targets: { ...onEvery({ outcome: 'no_route' }), db } });
    expect(codesOf(verdict)).toEqual(['no_network', 'targets_down']);
  });
});

describe('the internet', () => {
  it('is unreachable from the router on when no host there answers and the router does', () => {
    const finding = findingOf(
      wellBench().see(2, { targets: { cloudflare: down, quad9: down, names: down } }),
      'internet_down',
    );
    expect(finding).toMatchObject({
      level: 'failing',
      values: { targets: ['cloudflare', 'quad9'], router: 'fine' },
    });
    expect(finding.evidence).toContainEqual({
      code: 'answers_well',
      values: { target: 'router', rttSeconds: 0.002 },
    });
  });

  it('is not to be judged by one host that may be down itself', () => {
    const off = { enabled: false };
    const host = { host: '203.0.113.9', ip: '203.0.113.9', ...down };
    const bench = new DiagnosisBench();
    expect(codesOf(bench.see(3, { targets: { cloudflare: off, quad9: host } }))).toEqual(['targets_down']);
  });

  it('is to be judged by one well-known host', () => {
    const bench = new DiagnosisBench();
    expect(codesOf(bench.see(3, { targets: { cloudflare: down, quad9: { enabled: false } } }))).toEqual([
      'internet_down',
    ]);
  });

  it('explains pushes that do not get there', () => {
    const team = { state: 'failing', failureCode: 'unreachable', consecutiveFailures: 3 } as const;
    const verdict = wellBench().see(2, {
      targets: { cloudflare: down, quad9: down },
      destinations: { team },
    });
    expect(codesOf(verdict)).toEqual(['internet_down']);
    expect(verdict.findings[0]?.evidence).toContainEqual(expect.objectContaining({ code: 'push_failed' }));
  });

  it('that answers from one of two hosts is a matter of the other', () => {
    const verdict = wellBench().see(2, { targets: { quad9: down } });
    expect(findingOf(verdict, 'targets_down').values).toEqual({
      targets: ['quad9'],
      of: 5,
      collector: 'ping',
      others: 'fine',
    });
  });
});

describe('what is probed at longer intervals than what went down', () => {
  /** Says what it said before. */
  const old = { atMs: startMs + 10 * cycleMs };
  const web = { names: { ...old }, db: { ...old } };

  it('does not stand against the outage with an old answer, nor is it evidence', () => {
    const verdict = wellBench().see(3, { targets: { ...web, router: down, cloudflare: down, quad9: old } });
    expect(codesOf(verdict)).toEqual(['router_down']);
    const { level, values, evidence } = findingOf(verdict, 'router_down');
    expect({ level, beyond: values.beyond }).toEqual({ level: 'failing', beyond: 'affected' });
    expect(evidence.map(({ code }) => code)).toEqual(['no_answer', 'no_answer', 'wifi_signal']);
  });

  it('does not keep the internet reachable', () => {
    const verdict = wellBench().see(2, { targets: { ...web, cloudflare: down, quad9: old } });
    expect(codesOf(verdict)).toEqual(['internet_down']);
  });

  it('does so again with its next answer', () => {
    const bench = wellBench();
    bench.see(2, { targets: { ...web, cloudflare: down, quad9: old } });
    expect(codesOf(bench.see(1, { targets: { cloudflare: down } }))).toEqual(['targets_down']);
  });
});

describe('a host that answers, though not as it should', () => {
  const host = { kind: 'http', collector: 'tcp-connect', ip: '203.0.113.7' };
  const answering = (name: string, failure: ProbeFailure) => ({
    ...{ ...host, name, host: 'https://shop.example', failure },
    ...down,
  });
  const targets = {
    cloudflare: answering('cloudflare', 'status'),
    quad9: answering('quad9', 'refused'),
    names: { ...down, failure: 'answer' as const },
  };

  it('is no fault of the way there, however many do so', () => {
    const verdict = wellBench().see(3, { targets });
    expect(codesOf(verdict)).toEqual(['targets_down']);
    expect(findingOf(verdict, 'targets_down').values.targets).toEqual(['cloudflare', 'quad9', 'names']);
  });

  it('shows that what lies beyond a silent router is reached', () => {
    const verdict = wellBench().see(3, { targets: { ...targets, router: down } });
    expect(codesOf(verdict)).toEqual(['router_down', 'targets_down']);
    expect(findingOf(verdict, 'router_down').values.beyond).toBe('fine');
  });
});

describe('the resolver', () => {
  it('that does not answer explains names without an address', () => {
    const db = { host: 'db.example.net', outcome: 'unresolvable' } as const;
    const verdict = wellBench().see(2, { targets: { names: down, db } });
    expect(codesOf(verdict)).toEqual(['resolver_down']);
    expect(verdict.findings[0]?.evidence).toContainEqual({
      code: 'not_probed',
      values: { target: 'db', obstacle: 'unresolvable' },
    });
  });

  it('is what is wrong when several names have no address and none has', () => {
    const nameless = (host: string) => ({ host, outcome: 'unresolvable' }) as const;
    const targets = { names: { enabled: false }, quad9: nameless('q.example'), db: nameless('d.example') };
    expect(codesOf(wellBench().see(2, { targets }))).toEqual(['resolver_down']);
  });

  it('that fails for some of the questions is told with their share', () => {
    const bench = wellBench();
    for (let cycle = 0; cycle < 6; cycle += 1) {
      bench.see(1, { targets: { names: { ...down, failure: 'timeout' } } });
      bench.see(2);
    }
    const finding = findingOf(bench.see(1, { targets: { names: down } }), 'resolver_loss');
    expect(finding.values).toMatchObject({ targets: ['names'], of: 1 });
    expect(finding.values.lossRatio).toBeCloseTo(1 / 3, 1);
  });

  it('that gives another answer than expected is not what is wrong', () => {
    const verdict = wellBench().see(2, { targets: { names: { ...down, failure: 'answer' } } });
    expect(codesOf(verdict)).toEqual(['targets_down']);
    expect(verdict.findings[0]?.evidence).toEqual([
      {
        code: 'no_answer',
        values: expect.objectContaining({ target: 'names', cycles: 2, reason: 'answer' }),
      },
    ]);
  });

  it('is slow by four times what is usual, or by half a second whatever is usual', () => {
    const bench = wellBench();
    expect(codesOf(bench.see(3, { targets: { names: slow(0.02) } }))).toEqual(['all_well']);
    expect(findingOf(bench.see(2, { targets: { names: slow(0.2) } }), 'resolver_slow').values).toMatchObject({
      rttSeconds: 0.2,
    });
    const always = new DiagnosisBench();
    expect(codesOf(always.see(2, { targets: { names: slow(0.6) } }))).toEqual(['resolver_slow']);
  });
});

describe('targets', () => {
  it('that are down are named, with the cycles without an answer and the last answer', () => {
    const bench = wellBench();
    const lastAnswerAtMs = bench.nowMs;
    const finding = findingOf(
      bench.see(3, { targets: { db: { ...down, failure: 'refused' } } }),
      'targets_down',
    );
    expect(finding).toMatchObject({
      level: 'trouble',
      values: { targets: ['db'], of: 5, others: 'fine' },
      evidence: [
        { code: 'no_answer', values: { target: 'db', cycles: 3, reason: 'refused', lastAnswerAtMs } },
      ],
    });
  });

  it('that are all down fail', () => {
    const local = (host: string) => ({ host, ip: host, ...down });
    const targets = {
      router: local('10.0.0.2'),
      cloudflare: local('10.0.0.3'),
      quad9: local('10.0.0.4'),
      names: { enabled: false },
      db: local('10.0.0.5'),
    };
    expect(new DiagnosisBench().see(2, { targets }).findings[0]).toMatchObject({
      code: 'targets_down',
      level: 'failing',
      values: { of: 4 },
    });
  });

  it('that answer only some probes lose them, counted by the probe', () => {
    const bench = wellBench();
    bench.see(2, { targets: { db: down } });
    bench.see(1);
    const finding = findingOf(bench.see(1, { targets: { db: down } }), 'targets_loss');
    expect(finding.evidence[0]).toEqual({
      code: 'probes_failed',
      values: { target: 'db', failed: 3, cycles: 4 },
    });
  });

  it('are not probed anew just because they are looked at again', () => {
    const bench = wellBench();
    const fault = { targets: { db: down } };
    bench.see(1, fault);
    bench.look(fault);
    expect(codesOf(bench.look(fault))).toEqual(['all_well']);
  });

  it('that are switched off or wait after a pause have no past', () => {
    const bench = wellBench();
    bench.see(3, { targets: { db: down } });
    expect(codesOf(bench.see(1, { targets: { db: { enabled: false } } }))).toEqual(['all_well']);
    expect(codesOf(bench.see(1, { targets: { db: down } }))).toEqual(['all_well']);
  });

  it('that a cycle left out are judged by the cycles before', () => {
    const bench = wellBench();
    bench.see(3, { targets: { db: down } });
    expect(codesOf(bench.see(2, { targets: { db: { outcome: 'skipped' } } }))).toEqual(['targets_down']);
  });
});
