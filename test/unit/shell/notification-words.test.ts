import { describe, expect, it } from 'vitest';
import { type Finding, findingCodes, findingValues } from '../../../main/contract/verdict';
import { notificationWords } from '../../../main/shell/notifications/words';
import { speechFor } from '../../../main/shell/speech';
import { explainingPage } from '../../../renderer/pages/now/explaining-page';
import { parseRoute } from '../../../renderer/state/route';
import { cannedVerdicts } from '../../support/canned-verdict';

const english = speechFor('en', []);
const nowMs = Date.UTC(2026, 0, 1, 10);
const [internetDown] = cannedVerdicts.failing.findings as [Finding];
const [dbDown] = cannedVerdicts.trouble.findings as [Finding];

/** Of a finding each value that it has. */
const everyValue: Readonly<Record<string, unknown>> = {
  targets: ['db'],
  of: 2,
  medium: 'wifi',
  beyond: 'fine',
  router: 'fine',
  others: 'fine',
  lossRatio: 0.1,
  rttSeconds: 0.1,
  state: 'close_wait',
  connections: 9,
  resentRatio: 0.1,
  dropped: 2,
  destination: 'team',
  failure: 'tls',
  reason: 'own_address',
  samples: 3,
  collectors: ['tcp'],
};

function worse(...findings: Finding[]) {
  return notificationWords({ kind: 'worse', findings }, cannedVerdicts.failing, english, nowMs);
}

describe('a notification', () => {
  it('has the finding as its title and what it rests on below', () => {
    const { title, body } = worse(internetDown);
    expect(title).toBe('The internet is unreachable from the router on');
    expect(body.split('\n')).toHaveLength(2);
    expect(body).toContain('cloudflare');
  });

  it('names the other findings first', () => {
    expect(worse(internetDown, dbDown).body.split('\n')[0]).toBe('Target db is down, others fine');
  });

  it('says what is over, how long it lasted and how things are now', () => {
    const over = { kind: 'over', findings: [internetDown, dbDown], lastedMs: 12 * 60_000 } as const;
    expect(notificationWords(over, cannedVerdicts.ok, english, nowMs)).toEqual({
      title: 'Over: The internet is unreachable from the router on; 1 more',
      body: 'After 12\u00a0min. Now: All well.',
      route: '#/now',
    });
  });

  it('speaks the language that is chosen', () => {
    const words = notificationWords(
      { kind: 'over', findings: [dbDown], lastedMs: 60_000 },
      cannedVerdicts.ok,
      speechFor('zh-CN', []),
      nowMs,
    );
    expect(words.title).toMatch(/^已结束：目标 db 不可用/);
    expect(words.body).toBe('历时 1\u00a0min。当前：一切正常。');
  });
});

describe('a click on a notification', () => {
  const evidence = dbDown.evidence;
  const common = { level: 'failing', sinceMs: 0, evidence } as const;
  const findings: readonly [
    finding: Finding,
    route: { page: string; item?: string; destination?: string },
  ][] = [
    [internetDown, { page: 'now' }],
    [dbDown, { page: 'targets', item: 'db' }],
    [
      { ...common, code: 'targets_down', values: { targets: ['a/b ü'], of: 2, others: 'fine' } },
      { page: 'targets', item: 'a/b ü' },
    ],
    [
      { ...common, code: 'pushes_fail', values: { destination: 'team&co', failure: 'unreachable' } },
      { page: 'pushes', destination: 'team&co' },
    ],
    [
      { ...common, code: 'clock_skew', values: { destination: 'team' } },
      { page: 'destinations', item: 'team' },
    ],
    [
      { ...common, code: 'tcp_pileup', values: { state: 'close_wait', connections: 9 } },
      { page: 'tcp', item: 'close_wait' },
    ],
    [
      { ...common, code: 'collectors_fail', values: { collectors: ['tcp'], of: 2 } },
      { page: 'collectors', item: 'tcp' },
    ],
    [{ ...common, code: 'no_network', values: {} }, { page: 'now' }],
  ];

  it.each(findings)('opens a page of the window that has more of it: %#', (finding, wanted) => {
    const { page, item, query } = parseRoute(worse(finding).route);
    expect({ page, item, destination: query['destination'] }).toEqual({
      item: '',
      destination: undefined,
      ...wanted,
    });
  });

  it('opens the page that the window leads to from that finding, or the one with everything', () => {
    const never = [
      'all_well',
      'starting',
      'nothing_measured',
      'monitoring_paused',
      'pushing_paused',
      'asleep',
    ];
    for (const code of findingCodes.filter((one) => !never.includes(one))) {
      const names = Object.keys(findingValues[code].shape).filter((name) => name in everyValue);
      const values = Object.fromEntries(names.map((name) => [name, everyValue[name]]));
      const finding = { ...common, code, values } as unknown as Finding;
      const { route } = explainingPage(finding) ?? { route: { page: 'now' as const } };
      expect(parseRoute(worse(finding).route), code).toEqual({ item: '', query: {}, ...route });
    }
  });

  it('opens the page with everything when there is more than one', () => {
    expect(worse(dbDown, internetDown).route).toBe('#/now');
  });
});
