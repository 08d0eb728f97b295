import { describe, expect, it } from 'vitest';
import { type Situation, verdictOf } from '../../../main/diagnosis/verdict';

const well: Situation = {
  monitoring: true,
  pushing: true,
  collectors: [
    { id: 'tcp', state: 'ok', problems: [] },
    { id: 'ping', state: 'ok', problems: [] },
  ],
  targets: [
    { collector: 'ping', name: 'router', state: 'up', lossRatio: 0 },
    { collector: 'ping', name: 'db', state: 'up', lossRatio: 0 },
  ],
  destinations: [{ id: 'team', state: 'ok' }],
};

describe('verdict', () => {
  it('says all is well when every part is', () => {
    expect(verdictOf(well)).toEqual({ level: 'ok', summary: 'All well', evidence: [] });
  });

  it('says that it is starting while no collector has finished a cycle', () => {
    const collectors = well.collectors.map((collector) => ({ ...collector, state: 'waiting' as const }));
    expect(verdictOf({ ...well, collectors, targets: [], destinations: [] }).summary).toBe('Starting');
  });

  it('is paused when monitoring is off, whatever the rest says', () => {
    const verdict = verdictOf({
      ...well,
      monitoring: false,
      destinations: [{ id: 'team', state: 'failing' }],
    });
    expect(verdict).toMatchObject({ level: 'paused', summary: 'Monitoring is paused' });
  });

  it('is paused when only pushing is off and nothing else is wrong', () => {
    expect(verdictOf({ ...well, pushing: false })).toMatchObject({
      level: 'paused',
      summary: 'Pushing is paused',
    });
  });

  it('reports trouble with the target before it reports that pushing is off', () => {
    const targets = [{ collector: 'ping', name: 'router', state: 'loss' as const, lossRatio: 0.25 }];
    expect(verdictOf({ ...well, pushing: false, targets })).toMatchObject({ level: 'trouble' });
  });

  it('names the one target that is down and says why', () => {
    const targets = [
      ...well.targets,
      { collector: 'ping', name: 'api', state: 'down' as const, reason: 'no reply to 4 packets.' },
    ];
    expect(verdictOf({ ...well, targets })).toEqual({
      level: 'trouble',
      summary: 'api does not answer',
      evidence: ['api: no reply to 4 packets.'],
    });
  });

  it('counts targets when several are down and fails when all are', () => {
    const targets = well.targets.map(({ name }) => ({ collector: 'ping', name, state: 'down' as const }));
    expect(verdictOf({ ...well, targets })).toMatchObject({
      level: 'failing',
      summary: '2 of 2 targets do not answer',
    });
  });

  it('gives the share of lost packets, with a decimal below ten per cent', () => {
    const targets = [
      { collector: 'ping', name: 'router', state: 'loss' as const, lossRatio: 0.12 },
      { collector: 'ping', name: 'db', state: 'loss' as const, lossRatio: 0.025 },
    ];
    const verdict = verdictOf({ ...well, targets });
    expect(verdict.summary).toBe('2 of 2 targets lose packets');
    expect(verdict.evidence).toEqual([
      'router: 12 % of the packets of the last cycle were lost.',
      'db: 2.5 % of the packets of the last cycle were lost.',
    ]);
  });

  it('does not call a target down that could not be probed', () => {
    const targets = [
      { collector: 'ping', name: 'x', state: 'unknown' as const, reason: 'The name x does not resolve.' },
    ];
    expect(verdictOf({ ...well, targets })).toMatchObject({
      level: 'trouble',
      summary: 'x cannot be probed',
    });
  });

  it('tells a fault of one target once, by the target', () => {
    const message = 'The name x does not resolve.';
    const verdict = verdictOf({
      ...well,
      collectors: [
        { id: 'tcp', state: 'ok', problems: [] },
        { id: 'ping', state: 'failing', problems: [{ message, target: 'x' }] },
      ],
      targets: [{ collector: 'ping', name: 'x', state: 'unknown', reason: message }],
    });
    expect(verdict.summary).toBe('x cannot be probed');
    expect(verdict.evidence).toEqual([`x: ${message}`]);
  });

  it('tells a fault of a whole collector once, by the collector', () => {
    const message = 'There is no program "ping" on the PATH.';
    const verdict = verdictOf({
      ...well,
      collectors: [
        { id: 'tcp', state: 'ok', problems: [] },
        { id: 'ping', state: 'failing', problems: [{ message }] },
      ],
      targets: ['a', 'b'].map((name) => ({ collector: 'ping', name, state: 'unknown', reason: message })),
    });
    expect(verdict).toEqual({ level: 'trouble', summary: 'ping cannot be measured', evidence: [message] });
  });

  it('is in trouble when one of two destinations fails and failing when every one does', () => {
    const one = [
      ...well.destinations,
      { id: 'b', state: 'failing' as const, problem: 'Nothing listens there.' },
    ];
    expect(verdictOf({ ...well, destinations: one })).toEqual({
      level: 'trouble',
      summary: 'pushes to b fail',
      evidence: ['b: Nothing listens there.'],
    });
    expect(verdictOf({ ...well, destinations: one.slice(1) }).level).toBe('failing');
  });

  it('says when pushes are held back and why', () => {
    const destinations = [
      { id: 'team', state: 'held' as const, problem: 'This machine is named localhost.' },
    ];
    expect(verdictOf({ ...well, destinations })).toMatchObject({
      summary: 'pushes to team are held back',
      evidence: ['team: This machine is named localhost.'],
    });
  });

  it('puts what fails before what is in trouble', () => {
    const verdict = verdictOf({
      ...well,
      targets: [{ collector: 'ping', name: 'router', state: 'loss', lossRatio: 0.5 }],
      destinations: [{ id: 'team', state: 'failing', problem: 'Refused.' }],
    });
    expect(verdict.level).toBe('failing');
    expect(verdict.summary).toBe('pushes to team fail; router loses packets');
  });

  it('leaves parts that are switched off out of the count', () => {
    const verdict = verdictOf({
      ...well,
      collectors: [
        { id: 'tcp', state: 'failing', problems: [{ message: 'There is no /proc/net/tcp.' }] },
        { id: 'ping', state: 'paused', problems: [] },
      ],
      targets: [],
    });
    expect(verdict).toMatchObject({ level: 'failing', evidence: ['There is no /proc/net/tcp.'] });
  });
});
