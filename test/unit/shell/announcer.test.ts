import { describe, expect, it } from 'vitest';
import type { Finding, Verdict } from '../../../main/contract/verdict';
import type { NotificationSettings } from '../../../main/settings/schema/notifications';
import { type Announcement, Announcer } from '../../../main/shell/notifications/announcer';
import { isQuiet, minuteOfDay } from '../../../main/shell/notifications/quiet-hours';
import { cannedVerdicts, verdictFrom } from '../../support/canned-verdict';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

const [allWell] = cannedVerdicts.ok.findings as [Finding];
const [internetDown] = cannedVerdicts.failing.findings as [Finding];

function targetsDown(targets: readonly string[], level: 'trouble' | 'failing' = 'failing'): Finding {
  return {
    code: 'targets_down',
    level,
    sinceMs: 0,
    values: { targets: [...targets], of: 5, others: 'fine' },
    evidence: [{ code: 'no_answer', values: { target: 'db', cycles: 3 } }],
  };
}

/** Someone who looks every five seconds, from noon on. */
function watching(first: Partial<NotificationSettings> = {}) {
  const announcer = new Announcer();
  let settings: NotificationSettings = { when: 'failing', ...first };
  let nowMs = 0;
  const startMinute = 12 * 60;
  const told: Announcement[] = [];
  return {
    told,
    change(to: Partial<NotificationSettings>) {
      settings = { ...settings, ...to };
    },
    see(verdict: Verdict, forMs: number) {
      for (const untilMs = nowMs + forMs; nowMs < untilMs; nowMs += 5 * secondMs) {
        const minuteOfDay = (startMinute + Math.floor(nowMs / minuteMs)) % (24 * 60);
        const announcement = announcer.look({ monotonicMs: nowMs, minuteOfDay, verdict, settings });
        if (announcement) told.push(announcement);
      }
    },
    kinds: () => told.map(({ kind }) => kind),
    codes: () => told.map(({ kind, findings }) => [kind, ...findings.map(({ code }) => code)].join(' ')),
  };
}

const bad = verdictFrom(internetDown);
const well = verdictFrom(allWell);

describe('what is wrong', () => {
  it('is told once when it has stayed, however long it lasts', () => {
    const { see, told } = watching();
    see(bad, 29 * secondMs);
    expect(told).toEqual([]);
    see(bad, 24 * 60 * minuteMs);
    expect(told).toEqual([{ kind: 'worse', findings: [internetDown] }]);
  });

  it('is not told when it is over at once', () => {
    const { see, told } = watching();
    for (let round = 0; round < 20; round += 1) {
      see(bad, 20 * secondMs);
      see(well, 20 * secondMs);
    }
    expect(told).toEqual([]);
  });

  it('is told from the chosen level on', () => {
    const trouble = verdictFrom(targetsDown(['db'], 'trouble'));
    const levels = (['never', 'failing', 'trouble'] as const).map((when) => {
      const { see, kinds } = watching({ when });
      see(trouble, minuteMs);
      see(bad, minuteMs);
      return kinds().length;
    });
    expect(levels).toEqual([0, 1, 2]);
  });

  it('is told again when it gets worse, and not when it gets better', () => {
    const { see, codes } = watching({ when: 'trouble' });
    see(verdictFrom(targetsDown(['db'], 'trouble')), minuteMs);
    see(verdictFrom(targetsDown(['db'], 'failing')), minuteMs);
    see(verdictFrom(targetsDown(['db'], 'trouble')), minuteMs);
    see(verdictFrom(targetsDown(['db'], 'failing')), minuteMs);
    expect(codes()).toEqual(['worse targets_down', 'worse targets_down']);
  });

  it('is told of each target once', () => {
    const { see, told } = watching();
    see(verdictFrom(targetsDown(['db'])), minuteMs);
    see(verdictFrom(targetsDown(['db', 'web'])), minuteMs);
    see(verdictFrom(targetsDown(['web'])), minuteMs);
    see(verdictFrom(targetsDown(['db', 'web'])), minuteMs);
    expect(told).toHaveLength(2);
  });

  it('is told together when it comes together', () => {
    const { see, codes } = watching();
    see(verdictFrom(internetDown, targetsDown(['db'])), 5 * minuteMs);
    expect(codes()).toEqual(['worse internet_down targets_down']);
  });
});

describe('that it is over', () => {
  it('is told once, with how long it lasted, when it has stayed so', () => {
    const { see, told } = watching();
    see(bad, 10 * minuteMs);
    see(well, 119 * secondMs);
    expect(told).toHaveLength(1);
    see(well, 24 * 60 * minuteMs);
    expect(told.slice(1)).toEqual([{ kind: 'over', findings: [internetDown], lastedMs: 10 * minuteMs }]);
  });

  it('is not told of what was never told', () => {
    const { see, told } = watching();
    see(bad, 20 * secondMs);
    see(well, 10 * minuteMs);
    expect(told).toEqual([]);
  });

  it('is not told in between when it comes and goes', () => {
    const { see, kinds } = watching();
    for (let round = 0; round < 20; round += 1) {
      see(bad, minuteMs);
      see(well, minuteMs);
    }
    expect(kinds()).toEqual(['worse']);
  });

  it('is told when what remains is below the chosen level, and the next time is news again', () => {
    const { see, kinds } = watching();
    see(bad, minuteMs);
    see(verdictFrom(targetsDown(['db'], 'trouble')), 3 * minuteMs);
    see(bad, minuteMs);
    expect(kinds()).toEqual(['worse', 'over', 'worse']);
  });
});

describe('in quiet hours', () => {
  const quietHours = { from: '11:00', to: '13:00' };

  it('nothing is told, and what is still wrong at their end is told then', () => {
    const { see, told } = watching({ quietHours });
    see(bad, 59 * minuteMs);
    expect(told).toEqual([]);
    see(bad, 2 * minuteMs);
    expect(told).toEqual([{ kind: 'worse', findings: [internetDown] }]);
  });

  it('what came and went is never told', () => {
    const { see, told } = watching({ quietHours });
    see(bad, 20 * minuteMs);
    see(well, 90 * minuteMs);
    expect(told).toEqual([]);
  });

  it('the end of what was told before is told after them, once', () => {
    const { see, kinds, change } = watching();
    see(bad, minuteMs);
    change({ quietHours });
    see(well, 30 * minuteMs);
    expect(kinds()).toEqual(['worse']);
    see(well, 60 * minuteMs);
    expect(kinds()).toEqual(['worse', 'over']);
  });

  it.each([
    ['22:00', '07:00', ['21:59', '07:00', '12:00'], ['22:00', '23:59', '00:00', '06:59']],
    ['12:00', '13:30', ['11:59', '13:30', '00:00'], ['12:00', '13:29']],
    ['08:00', '08:00', ['00:00', '08:00', '12:00'], []],
  ])('from %s to %s it is quiet then and only then', (from, to, loud, quiet) => {
    const at = (time: string) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      return isQuiet(hours * 60 + minutes, { from, to });
    };
    expect(loud.map(at)).toEqual(loud.map(() => false));
    expect(quiet.map(at)).toEqual(quiet.map(() => true));
  });

  it('are hours of this machine’s own clock', () => {
    expect(minuteOfDay(new Date(2026, 5, 1, 0, 0).getTime())).toBe(0);
    expect(minuteOfDay(new Date(2026, 11, 31, 22, 30, 59).getTime())).toBe(22 * 60 + 30);
  });
});

describe('while nothing is measured', () => {
  const paused = cannedVerdicts.paused;

  it('nothing is told, and what was wrong before must stay anew', () => {
    const { see, told } = watching();
    see(bad, 20 * secondMs);
    see(paused, 60 * minuteMs);
    see(bad, 25 * secondMs);
    expect(told).toEqual([]);
    see(bad, 10 * secondMs);
    expect(told).toHaveLength(1);
  });

  it('what was told is not told to be over, nor again when it goes on', () => {
    const { see, kinds } = watching();
    see(bad, minuteMs);
    see(paused, 60 * minuteMs);
    see(bad, 10 * minuteMs);
    expect(kinds()).toEqual(['worse']);
  });

  it('a start is no recovery', () => {
    const { see, kinds } = watching();
    see(bad, minuteMs);
    see(verdictFrom({ ...allWell, code: 'starting', values: {} }), 60 * minuteMs);
    expect(kinds()).toEqual(['worse']);
  });
});

it('switching notifications off forgets what was told', () => {
  const { see, kinds, change } = watching();
  see(bad, minuteMs);
  change({ when: 'never' });
  see(bad, minuteMs);
  change({ when: 'failing' });
  see(bad, minuteMs);
  expect(kinds()).toEqual(['worse', 'worse']);
});
