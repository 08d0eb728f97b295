import { describe, expect, it } from 'vitest';
import { appStateOf } from '../../../main/api/app-state';
import type { ApiParts } from '../../../main/api/parts';
import { appState } from '../../../main/contract/state';
import { noMemory } from '../../../main/diagnosis/memory';
import type { Judgement } from '../../../main/diagnosis/verdict';
import type { EngineStatus, TargetHealth } from '../../../main/engine/status';
import { gauge, type MetricFamily } from '../../../main/metrics/model';
import { failure, type Outcome, success } from '../../../main/outcome';
import { defaultSettings } from '../../../main/settings/schema/settings';
import { cannedVerdicts } from '../../support/canned-verdict';
import { DiagnosisBench, down } from '../../support/diagnosis-bench';
import { FakeClock } from '../../support/fake-clock';

function stateWith(
  status: Partial<EngineStatus>,
  families: readonly MetricFamily[] = [],
  instance: Outcome<string> = success('web1'),
  judgement: Judgement = { verdict: cannedVerdicts.ok, memory: noMemory },
) {
  const engine = {
    status: () => ({
      monitoring: true,
      pushing: true,
      collectors: [],
      targets: [],
      destinations: [],
      ...status,
    }),
    families: () => families,
    instance: () => instance,
  };
  const parts = {
    engine,
    clock: new FakeClock(),
    settings: { current: defaultSettings, file: () => ({ path: '/x/settings.json', exists: false }) },
    about: {
      version: '1',
      platform: 'linux',
      startedAtMs: 0,
      address: () => undefined,
      notices: () => [],
      offeredGateway: () => undefined,
    },
  } as unknown as ApiParts;
  return appStateOf(parts, judgement);
}

function targetState(target: Partial<TargetHealth>, monitoring = true) {
  const whole = { collector: 'ping', name: 'db', host: 'db', enabled: true, ...target };
  return stateWith({ monitoring, targets: [whole] }).targets[0]?.state;
}

function collectorOf(id: string, kind: string) {
  return { id, kind, enabled: true, state: 'ok', intervalMs: 5_000, skippedCycles: 0, problems: [] } as const;
}

describe('the state that the window is shown', () => {
  it('keeps to the contract', () => {
    expect(() => appState.parse(stateWith({}))).not.toThrow();
  });

  it('has what a target was measured at', () => {
    const measured = { outcome: 'reply', rttSeconds: 0.02, jitterSeconds: 0.003, lossRatio: 0 } as const;
    const target = { collector: 'ping', name: 'db', host: 'db', enabled: true, ...measured };
    const { targets } = appState.parse(stateWith({ targets: [target] }));
    expect(targets[0]).toMatchObject({ rttSeconds: 0.02, jitterSeconds: 0.003, lossRatio: 0 });
  });

  it.each([
    [{}, 'waiting'],
    [{ outcome: 'reply', lossRatio: 0 }, 'up'],
    [{ outcome: 'unresolvable' }, 'unknown'],
    [{ outcome: 'no_route' }, 'unknown'],
    [{ outcome: 'no_program' }, 'unknown'],
    [{ enabled: false, outcome: 'reply' }, 'paused'],
  ] as const)('shows a target of which %j is known as %s', (target, state) => {
    expect(targetState(target)).toBe(state);
  });

  it('shows a target as the verdict has it, whatever its last cycle was like, and not another one of that name', () => {
    const bench = new DiagnosisBench();
    bench.see(3, { targets: { db: down } });
    const replies = { name: 'db', host: 'h', enabled: true, outcome: 'reply', lossRatio: 0 } as const;
    const targets = ['tcp-connect', 'ping'].map((collector) => ({ ...replies, collector }));
    const shown = stateWith({ targets }, [], success('web1'), bench.judgement).targets;
    expect(shown.map(({ state }) => state)).toEqual(['down', 'up']);
  });

  it('has where the numbers of a collector came from', () => {
    const collector = { ...collectorOf('tcp', 'tcp-states'), source: 'netlink' };
    const { collectors } = appState.parse(stateWith({ collectors: [collector] }));
    expect(collectors[0]?.source).toBe('netlink');
  });

  it('shows every target as paused while monitoring is off', () => {
    expect(targetState({ outcome: 'reply', lossRatio: 0 }, false)).toBe('paused');
  });

  it('has no TCP figures while none were measured', () => {
    expect(stateWith({}).tcp).toBeUndefined();
  });

  it('takes the TCP figures from what is measured of this machine, and counts as waiting what it shows so', () => {
    const families = [
      gauge('node_tcp_connection_states', '', [
        [{ state: 'listen' }, 3],
        [{ state: 'time_wait' }, 2],
        [{ state: 'fin_wait1' }, 1],
        [{ state: 'time_wait', host: 'db' }, 900],
      ]),
      gauge('count_netstat_wait_connections', '', [[{}, 70]]),
    ];
    const collector = { ...collectorOf('tcp', 'tcp-states'), lastCycleAtMs: 1234 };
    expect(stateWith({ collectors: [collector] }, families).tcp).toEqual({
      atMs: 1234,
      states: { listen: 3, time_wait: 2, fin_wait1: 1 },
      waitConnections: 3,
    });
  });

  it('says why this machine has no name to push under', () => {
    const nameless = failure('instance_is_localhost', 'This machine is named localhost.', {
      hint: 'Set one.',
    });
    expect(stateWith({}, [], nameless).instance).toEqual({
      problem: {
        code: 'instance_is_localhost',
        message: 'This machine is named localhost.',
        hint: 'Set one.',
      },
    });
  });
});
