import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { EngineBench } from '../support/engine-bench';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe.skipIf(!hasPromtool)('what Pushtray says of itself (needs promtool)', () => {
  it('stands up to promtool check metrics', async () => {
    const bench = new EngineBench();
    bench.start({
      collectors: [{ id: 'tcp', kind: 'tcp-states' }],
      destinations: [{ id: 'team', kind: 'pushgateway', urls: ['http://gateway:9091'] }],
    });
    await bench.clock.advance(60_000);
    const ofItself = bench.engine.families().filter(({ name }) => name.startsWith('pushtray_'));
    expect(ofItself.length).toBeGreaterThanOrEqual(7);
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: bench.text(),
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });
});
