import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Collector, CollectorKinds, Machine, MakeCollector } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { destinationKinds } from '../../main/destinations/kinds';
import { type Engine, makeEngine } from '../../main/engine/engine';
import { systemClock } from '../../main/platform/clock';
import type { CollectorKind } from '../../main/settings/schema/collectors';
import { settingsSchema } from '../../main/settings/schema/settings';
import { MemoryHistory } from '../support/engine-bench';
import { FakeClock } from '../support/fake-clock';
import { groupJournal } from '../support/group-journal';
import { kindCases, type Situation } from '../support/kind-cases';
import { RecordingLogger } from '../support/recording-logger';
import { samplesOf } from '../support/samples';
import { testMachine } from '../support/test-machine';

/** What a test puts around the collectors of every kind. */
type Wrap = (collect: Collector['collect']) => Collector['collect'];

const asItIs: Wrap = (collect) => collect;
const soon = { timeout: 20_000 };

/** A running engine with one real collector, named as its kind is, and nowhere to push to. */
function startEngine(
  kind: CollectorKind,
  { settings, parts }: Situation,
  { wrap = asItIs, clock = parts?.clock ?? systemClock }: { wrap?: Wrap; clock?: Machine['clock'] } = {},
): Engine {
  const engine = makeEngine({
    collectorKinds: wrapped(wrap, testMachine(parts)),
    destinationKinds,
    machine: testMachine({ ...parts, clock }),
    makeTools: () => {
      throw new Error('no destination here');
    },
    groups: groupJournal(),
    history: new MemoryHistory(),
    clock,
    logger: new RecordingLogger(),
    random: () => 0,
    hostName: 'web1',
    version: '1.2.3',
    ownAddress: () => undefined,
  });
  onTestFinished(() => engine.stop());
  const collectors = [{ id: kind, kind, interval: '1s', ...settings }];
  engine.apply(settingsSchema.parse({ version: 1, collectors, pushing: false }));
  engine.start();
  return engine;
}

function wrapped(wrap: Wrap, machine: Machine): CollectorKinds {
  const around = (make: MakeCollector): MakeCollector => {
    return (settings) => {
      const collector = make(settings, machine);
      return { collect: wrap(collector.collect), close: () => collector.close() };
    };
  };
  const kinds = Object.entries(collectorKinds).map(([kind, make]) => [kind, around(make as MakeCollector)]);
  return Object.fromEntries(kinds) as unknown as CollectorKinds;
}

describe.each(Object.entries(kindCases) as [CollectorKind, (typeof kindCases)[CollectorKind]][])(
  'the wrapper around %s',
  (kind, { family, works, hasNothing, hangs, isProbe }) => {
    const own = (engine: Engine, name: string) =>
      samplesOf(engine.families(), `pushtray_${name}`)[`collector=${kind}`];

    it('says that a cycle succeeded, how long it took, and how many it skipped while it went on', async () => {
      const clock = new FakeClock();
      const slow: Wrap = (collect) => async (signal) => {
        const collected = await collect(signal);
        return new Promise((resolve) => clock.after(2_500, () => resolve(collected)));
      };
      const { settings, ...rest } = await works();
      const situation = { settings: { ...settings, timeout: '1h' }, ...rest };
      const engine = startEngine(kind, situation, { wrap: slow, clock });
      await vi.waitFor(async () => {
        await clock.advance(500);
        expect(engine.families().map(({ name }) => name)).toContain(family);
      }, soon);
      expect(own(engine, 'collector_success')).toBe(1);
      expect(own(engine, 'collector_duration_seconds')).toBeGreaterThanOrEqual(2.5);
      expect(own(engine, 'cycles_skipped_total')).toBeGreaterThanOrEqual(2);
      expect(engine.status().collectors).toMatchObject([{ state: 'ok', problems: [] }]);
    });

    it('takes "no data" for no failure', async () => {
      const engine = startEngine(kind, await hasNothing());
      await vi.waitFor(() => expect(own(engine, 'collector_duration_seconds')).toBeDefined(), soon);
      expect(own(engine, 'collector_success')).toBe(1);
      expect(engine.status().collectors).toMatchObject([{ state: 'ok', problems: [] }]);
    });

    it('lets through only what Prometheus takes, and says what it left out', async () => {
      const withFault: Wrap = (collect) => async (signal, limitMs) => {
        const collected = await collect(signal, limitMs);
        const bad = { name: '9bad', type: 'gauge', help: '', samples: [] } as const;
        return { ...collected, families: [...collected.families, bad] };
      };
      const engine = startEngine(kind, await works(), { wrap: withFault });
      await vi.waitFor(() => expect(own(engine, 'collector_duration_seconds')).toBeDefined(), soon);
      const names = engine.families().map(({ name }) => name);
      expect(names).toContain(family);
      expect(names).not.toContain('9bad');
      expect(own(engine, 'collector_success')).toBe(0);
      expect(engine.status().collectors[0]?.problems).toEqual([
        { code: 'bad_output', message: expect.stringMatching(/^Left out: .*9bad/) },
      ]);
    });

    if (!hangs) return;
    it('ends a cycle at its time limit, and says so', async () => {
      const { settings, ...rest } = await hangs();
      // A probe must have begun by then, on a busy machine too.
      const timeout = isProbe ? '3s' : '300ms';
      const engine = startEngine(kind, { settings: { ...settings, timeout }, ...rest });
      if (rest.parts?.clock instanceof FakeClock) await rest.parts.clock.advance(1_000);
      await vi.waitFor(() => expect(own(engine, 'collector_duration_seconds')).toBeDefined(), soon);
      const problems = engine.status().collectors[0]?.problems.map(({ code }) => code);
      if (isProbe) {
        expect(problems).toEqual([]);
        expect(Object.values(samplesOf(engine.families(), family))).toEqual([0]);
      } else {
        expect(problems).toEqual(['timeout']);
        expect(own(engine, 'collector_success')).toBe(0);
      }
    });
  },
);
