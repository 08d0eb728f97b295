import { describe, expect, it } from 'vitest';
import { codesOf, cycleMs, DiagnosisBench, down, findingOf, startMs } from '../../support/diagnosis-bench';

const paused = { state: 'paused' } as const;
const noPing = { code: 'no_ping_program', message: 'There is no ping.' };
const broken = { state: 'failing', problems: [noPing] } as const;

describe('the verdict', () => {
  it('is that all is well, with what that rests on and since when', () => {
    const bench = new DiagnosisBench();
    bench.see(3);
    expect(bench.see(1)).toEqual({
      level: 'ok',
      findings: [
        {
          code: 'all_well',
          level: 'ok',
          sinceMs: startMs + cycleMs,
          values: {},
          evidence: [
            { code: 'collectors_measure', values: { collectors: 5 } },
            { code: 'targets_answer', values: { targets: 5, of: 5 } },
            { code: 'pushes_arrive', values: { destinations: 1 } },
          ],
        },
      ],
    });
  });

  it('counts no push to our own gateway among those that arrive: nobody may ever read it', () => {
    const bench = new DiagnosisBench();
    const verdict = bench.see(3, { destinations: { team: { builtIn: true } } });
    const codes = verdict.findings[0]?.evidence.map(({ code }) => code);
    expect(codes).toEqual(['collectors_measure', 'targets_answer']);
  });

  it('is that it starts while no collector has finished a cycle', () => {
    const waiting = { state: 'waiting', lastCycleAtMs: undefined as never } as const;
    const collectors = { tcp: waiting, ping: waiting, dns: waiting, 'tcp-connect': waiting, link: waiting };
    const verdict = new DiagnosisBench().see(1, { collectors });
    expect(findingOf(verdict, 'starting').evidence).toEqual([
      { code: 'first_cycles', values: { waiting: 5 } },
    ]);
  });

  it('is that nothing is measured where every collector is switched off', () => {
    const collectors = { tcp: paused, ping: paused, dns: paused, 'tcp-connect': paused, link: paused };
    const verdict = new DiagnosisBench().see(1, { collectors });
    expect(verdict.level).toBe('paused');
    expect(codesOf(verdict)).toEqual(['nothing_measured']);
  });

  it.each([
    ['monitoring_paused', { monitoring: false }],
    ['asleep', { asleep: true }],
  ] as const)('is only %s, whatever was wrong before, and what was is forgotten', (code, situation) => {
    const bench = new DiagnosisBench();
    const fault = { targets: { db: down } };
    bench.see(4, fault);
    expect(codesOf(bench.see(2, { ...fault, situation }))).toEqual([code]);
    expect(codesOf(bench.see(1, fault))).toEqual(['all_well']);
  });

  it('is that pushing is paused, after what is wrong', () => {
    const situation = { pushing: false };
    const bench = new DiagnosisBench();
    expect(bench.see(1, { situation })).toMatchObject({ level: 'paused' });
    const verdict = bench.see(2, { situation, targets: { db: down } });
    expect(verdict.level).toBe('trouble');
    expect(codesOf(verdict)).toEqual(['targets_down', 'pushing_paused']);
    expect(findingOf(verdict, 'pushing_paused').sinceMs).toBe(startMs + cycleMs);
  });

  it('puts what fails before what is in trouble', () => {
    const team = { state: 'failing', failureCode: 'unauthorized', consecutiveFailures: 1 } as const;
    const verdict = new DiagnosisBench().see(2, { targets: { db: down }, destinations: { team } });
    expect(verdict.level).toBe('failing');
    expect(codesOf(verdict)).toEqual(['pushes_fail', 'targets_down']);
  });
});

describe('a collector', () => {
  it('that never worked fails at once', () => {
    const finding = findingOf(
      new DiagnosisBench().see(1, { collectors: { ping: broken } }),
      'collectors_fail',
    );
    expect(finding).toMatchObject({
      level: 'trouble',
      values: { collectors: ['ping'], of: 5 },
      evidence: [{ code: 'collector_problem', values: { collector: 'ping', reason: 'There is no ping.' } }],
    });
  });

  it('that worked fails after two cycles and is well again after two', () => {
    const bench = new DiagnosisBench();
    bench.see(3);
    const slow = { code: 'timeout', message: 'Measuring took longer than 5 s and was stopped.' };
    const late = { collectors: { tcp: { state: 'failing', problems: [slow] } } } as const;
    expect(codesOf(bench.see(1, late))).toEqual(['all_well']);
    expect(codesOf(bench.see(1, late))).toEqual(['collectors_fail']);
    expect(codesOf(bench.see(2))).toEqual(['all_well']);
  });

  it('that fails says the first fault of each kind', () => {
    const fault = (line: number) => ({ code: 'bad_output', message: `Line ${line} of it: no number.` });
    const problems = [fault(2), fault(3), noPing, fault(4)];
    const verdict = new DiagnosisBench().see(1, { collectors: { tcp: { state: 'failing', problems } } });
    const said = findingOf(verdict, 'collectors_fail').evidence.map(({ values }) => values);
    expect(said).toEqual([
      { collector: 'tcp', reason: 'Line 2 of it: no number.' },
      { collector: 'tcp', reason: 'There is no ping.' },
    ]);
  });

  it('that fails explains why its targets are not probed', () => {
    const stuck = { outcome: 'no_program' } as const;
    const targets = { router: stuck, cloudflare: stuck, quad9: stuck };
    const verdict = new DiagnosisBench().see(3, { collectors: { ping: broken }, targets });
    expect(codesOf(verdict)).toEqual(['collectors_fail']);
  });

  it('does not fail for what a single target suffers from', () => {
    const one = {
      state: 'failing',
      problems: [{ code: 'permission', message: 'Not permitted.', target: 'db' }],
    } as const;
    const verdict = new DiagnosisBench().see(2, {
      collectors: { 'tcp-connect': one },
      targets: { db: { outcome: 'permission' } },
    });
    expect(codesOf(verdict)).toEqual(['targets_not_probed']);
  });

  it('fails the whole when it is the only one', () => {
    const collectors = { tcp: paused, ping: broken, dns: paused, 'tcp-connect': paused, link: paused };
    expect(new DiagnosisBench().see(1, { collectors })).toMatchObject({ level: 'failing' });
  });
});
