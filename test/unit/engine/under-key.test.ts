import { expect, it } from 'vitest';
import { encodeText } from '../../../main/metrics/encode';
import { gauge, type MetricFamily } from '../../../main/metrics/model';
import { EngineBench } from '../../support/engine-bench';

it('a sample keeps its own labels under another name where a grouping label would overwrite them', async () => {
  const bench = new EngineBench();
  const measured = gauge('m', '', [
    [{ team: 'db' }, 1],
    [{ team: 'web', site: 'x' }, 2],
  ]);
  bench.measures.set('one', () => ({ families: [measured], problems: [] }));
  bench.start({
    labels: { team: 'ours' },
    collectors: [{ id: 'one', kind: 'tcp-states', interval: '1s' }],
    destinations: [
      { id: 'plain', kind: 'pushgateway', urls: ['http://a:9091'] },
      { id: 'sited', kind: 'pushgateway', urls: ['http://b:9091'], labels: { site: 'here' } },
    ],
  });
  await bench.clock.advance(20_000);
  expect(linesOf(bench.pushes('plain').at(-1)?.families)).toEqual([
    'm{exported_team="db"} 1',
    'm{exported_team="web",site="x"} 2',
  ]);
  expect(linesOf(bench.pushes('sited').at(-1)?.families)).toEqual([
    'm{exported_team="db"} 1',
    'm{exported_team="web",exported_site="x"} 2',
  ]);
  expect(linesOf(bench.engine.ownGroup().families)).toEqual([
    'm{exported_team="db"} 1',
    'm{exported_team="web",site="x"} 2',
  ]);
  await bench.engine.stop();
});

function linesOf(families: readonly MetricFamily[] = []): string[] {
  return encodeText(families)
    .split('\n')
    .filter((line) => line.startsWith('m{'));
}
