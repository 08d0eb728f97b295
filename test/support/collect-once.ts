/**
 * Runs a collector where a test put this process (a network namespace, another user, another PATH) and
 * prints what it collected as one JSON array: `node --import tsx test/support/collect-once.ts REQUEST`.
 */
import { collectorKinds } from '../../main/collectors/kinds';
import { makeCollector } from '../../main/engine/collectors-set';
import { collectorSettings } from '../../main/settings/schema/collectors';
import { testMachine } from './test-machine';

export interface CollectRequest {
  /** As in a settings file. */
  readonly settings: unknown;
  readonly cycles?: number;
  readonly platform?: NodeJS.Platform;
  readonly procRoot?: string;
}

async function main(request: CollectRequest): Promise<void> {
  const settings = collectorSettings.parse(request.settings);
  const { platform = process.platform, procRoot = '/proc' } = request;
  const collector = makeCollector(collectorKinds, settings, testMachine({ platform, procRoot }));
  const collected = [];
  for (let cycle = 0; cycle < (request.cycles ?? 1); cycle++) {
    collected.push(await collector.collect(new AbortController().signal));
  }
  await collector.close();
  process.stdout.write(JSON.stringify(collected));
}

void main(JSON.parse(process.argv[2] ?? '{}') as CollectRequest);
