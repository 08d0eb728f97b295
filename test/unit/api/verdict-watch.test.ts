import { describe, expect, it } from 'vitest';
import type { HoldersFace } from '../../../main/api/parts';
import { watchVerdict } from '../../../main/api/verdict-watch';
import type { EngineEvent, EngineStatus, TargetHealth } from '../../../main/engine/status';
import { gauge } from '../../../main/metrics/model';
import { failure, success } from '../../../main/outcome';
import { FakeClock } from '../../support/fake-clock';

/** An engine with one target, that says when it has measured. */
function makeEngine() {
  const listeners = new Set<(event: EngineEvent) => void>();
  let atMs = 0;
  let target: Partial<TargetHealth> = {};
  let closeWait = 0;
  const engine = {
    status: (): EngineStatus => ({
      monitoring: true,
      pushing: true,
      asleep: false,
      collectors: ['ping', 'tcp-states'].map((kind) => ({
        id: kind,
        kind,
        enabled: true,
        state: 'ok',
        intervalMs: 1_000,
        lastCycleAtMs: atMs,
        skippedCycles: 0,
        problems: [],
      })),
      targets: [{ collector: 'ping', name: 'db', host: '10.0.0.9', enabled: true, atMs, ...target }],
      destinations: [],
    }),
    families: () => [gauge('node_tcp_connection_states', '', [[{ state: 'close_wait' }, closeWait]])],
    subscribe(listener: (event: EngineEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const measure = (reading: Partial<TargetHealth>, connections = 0) => {
    atMs += 1_000;
    target = reading;
    closeWait = connections;
    for (const listener of listeners) listener({ kind: 'changed' });
  };
  return { engine: engine as never, measure };
}

const nobody: HoldersFace = () => Promise.resolve(failure('not_available', 'Nobody can be asked.'));
const down = { outcome: 'loss', lossRatio: 1 } as const;

describe('the watch over the verdict', () => {
  it('follows what the engine says, though nobody asks', () => {
    const { engine, measure } = makeEngine();
    const judgement = watchVerdict({ engine, clock: new FakeClock(), holders: nobody });
    measure(down);
    measure(down);
    expect(judgement().verdict.findings[0]).toMatchObject({ code: 'targets_down', sinceMs: 1_000 });
    measure({ outcome: 'reply', lossRatio: 0 });
    measure({ outcome: 'reply', lossRatio: 0 });
    expect(judgement().verdict.findings[0]?.code).toBe('all_well');
  });

  it('is not changed by being asked', () => {
    const { engine, measure } = makeEngine();
    const judgement = watchVerdict({ engine, clock: new FakeClock(), holders: nobody });
    measure(down);
    const first = judgement();
    for (let times = 0; times < 5; times += 1) expect(judgement()).toBe(first);
  });

  it('asks once for each pile of connections who holds them, and again when it has become another', async () => {
    const { engine, measure } = makeEngine();
    const asked: string[] = [];
    const holders: HoldersFace = ({ state }) => {
      asked.push(state);
      return Promise.resolve(
        success({
          connections: 1_240,
          processes: [{ pid: 4_211, name: 'java', connections: 1_198 }],
          withoutProcess: 0,
          remoteAddresses: [],
          remotePorts: [],
          localPorts: [],
          distinct: { processes: 1, remoteAddresses: 0, remotePorts: 0, localPorts: 0 },
        }),
      );
    };
    const clock = new FakeClock();
    const judgement = watchVerdict({ engine, clock, holders });
    for (let cycle = 0; cycle < 4; cycle += 1) {
      measure({}, 1_240);
      await Promise.resolve();
    }
    expect(asked).toEqual(['close_wait']);
    expect(judgement().verdict.findings[0]).toMatchObject({
      code: 'tcp_pileup',
      values: { process: { pid: 4_211, name: 'java', connections: 1_198 } },
    });
    expect(judgement().verdict.findings[0]?.evidence[1]).toEqual({
      code: 'held_by',
      values: { pid: 4_211, name: 'java', connections: 1_198, of: 1_240, atMs: clock.nowMs() },
    });
    for (let cycle = 0; cycle < 3; cycle += 1) measure({});
    for (let cycle = 0; cycle < 2; cycle += 1) measure({}, 1_240);
    expect(asked).toHaveLength(2);
    measure({}, 2_000);
    expect(asked, 'grown at once').toHaveLength(2);
    await clock.advance(60_000);
    measure({}, 2_000);
    expect(asked, 'grown for a minute').toHaveLength(3);
  });
});
