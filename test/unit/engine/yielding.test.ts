import { describe, expect, it } from 'vitest';
import { gauge } from '../../../main/metrics/model';
import { EngineBench } from '../../support/engine-bench';
import { samplesOf } from '../../support/samples';

const name = 'count_netstat_wait_connections';
const giving = (value: number) => ({ families: [gauge(name, 'Waiting.', [[{}, value]])], problems: [] });
const tcp = { id: 'tcp', kind: 'tcp-states' } as const;
const script = { id: 'script', kind: 'command', command: 'count', metric: name } as const;

describe('a family that a collector yields', () => {
  it.each([
    ['before', [tcp, script]],
    ['after', [script, tcp]],
  ])(
    'gives way to that of a collector that stands %s it, and nobody has a problem',
    async (_title, collectors) => {
      const bench = benchWith(7);
      bench.start({ collectors });
      await bench.clock.advance(15_000);
      expect(samplesOf(bench.engine.families(), name)).toEqual({ '': 7 });
      expect(bench.engine.status().collectors.map(({ state }) => state)).toEqual(['ok', 'ok']);
    },
  );

  it('stands as long as no other collector gives it', async () => {
    const bench = benchWith(undefined);
    bench.start({ collectors: [tcp, script] });
    await bench.clock.advance(15_000);
    expect(samplesOf(bench.engine.families(), name)).toEqual({ '': 3 });
  });

  it('does not go into the history once another gives it', async () => {
    const bench = benchWith(7);
    bench.start({ collectors: [tcp, script] });
    await bench.clock.advance(15_000);
    const before = bench.history.recorded.length;
    await bench.clock.advance(60_000);
    const later = bench.history.recorded.slice(before).flatMap(({ families }) => families);
    expect(later.length).toBeGreaterThan(3);
    expect(new Set(later.flatMap(({ samples }) => samples.map(({ value }) => value)))).toEqual(new Set([7]));
  });
});

function benchWith(fromScript: number | undefined): EngineBench {
  const bench = new EngineBench();
  bench.measures.set('tcp', () => ({ ...giving(3), yields: [name] }));
  bench.measures.set('script', () =>
    fromScript === undefined ? { families: [], problems: [] } : giving(fromScript),
  );
  return bench;
}
