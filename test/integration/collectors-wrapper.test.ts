import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { collectorKinds } from '../../main/collectors/kinds';
import { destinationKinds } from '../../main/destinations/kinds';
import { type Engine, makeEngine } from '../../main/engine/engine';
import { systemClock } from '../../main/platform/clock';
import { settingsSchema } from '../../main/settings/schema/settings';
import { MemoryHistory } from '../support/engine-bench';
import { groupJournal } from '../support/group-journal';
import { RecordingLogger } from '../support/recording-logger';
import { samplesOf } from '../support/samples';
import { startHttpServer } from '../support/servers';
import { tempDir } from '../support/temp-dir';
import { testMachine } from '../support/test-machine';

/** A running engine with the real collectors and nowhere to push to. */
function startEngine(collectors: readonly object[]): Engine {
  const engine = makeEngine({
    collectorKinds,
    destinationKinds,
    machine: testMachine(),
    makeTools: () => {
      throw new Error('no destination here');
    },
    groups: groupJournal(),
    history: new MemoryHistory(),
    clock: systemClock,
    logger: new RecordingLogger(),
    random: () => 0,
    hostName: 'web1',
    version: '1.2.3',
    ownAddress: () => undefined,
  });
  onTestFinished(() => engine.stop());
  engine.apply(settingsSchema.parse({ version: 1, collectors, pushing: false }));
  engine.start();
  return engine;
}

describe('the wrapper around every collector', () => {
  it('says success and duration of each kind, and takes "no data" for no failure', async () => {
    const directory = join(tempDir(), 'empty');
    mkdirSync(directory);
    const { url } = await startHttpServer((_request, response) => response.end(''));
    const ids = ['command', 'textfile', 'scrape', 'link'];
    const engine = startEngine([
      { id: 'command', kind: 'command', command: ['true'] },
      { id: 'textfile', kind: 'textfile', directory },
      { id: 'scrape', kind: 'scrape', url },
      { id: 'link', kind: 'link' },
    ]);
    await vi.waitFor(() => expect(Object.keys(own(engine, 'collector_duration_seconds'))).toHaveLength(4), {
      timeout: 20_000,
    });
    expect(own(engine, 'collector_success')).toEqual(
      Object.fromEntries(ids.map((id) => [`collector=${id}`, 1])),
    );
  });

  it('says that a cycle failed, and that others were skipped while one went on', async () => {
    const hanging = await startHttpServer(() => {});
    const engine = startEngine([
      {
        id: 'slow',
        kind: 'command',
        command: 'sleep 2.5; echo 1',
        metric: 'm',
        interval: '1s',
        timeout: '20s',
      },
      { id: 'hangs', kind: 'scrape', url: hanging.url, interval: '1s', timeout: '200ms' },
      { id: 'broken', kind: 'command', command: 'exit 3', interval: '1s' },
    ]);
    await vi.waitFor(
      () => {
        expect(own(engine, 'cycles_skipped_total')['collector=slow']).toBeGreaterThanOrEqual(1);
        expect(own(engine, 'collector_success')).toEqual({
          'collector=slow': 1,
          'collector=hangs': 0,
          'collector=broken': 0,
        });
      },
      { timeout: 20_000, interval: 100 },
    );
    const codes = engine.status().collectors.map(({ problems }) => problems.map(({ code }) => code));
    expect(codes).toEqual([[], ['timeout'], ['bad_output']]);
  });
});

function own(engine: Engine, name: string): Record<string, number> {
  return samplesOf(engine.families(), `pushtray_${name}`);
}
