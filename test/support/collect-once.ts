/**
 * Runs a collector where a test put this process (a network namespace, another user, another PATH) and
 * prints what it collected as one JSON array: `node --import tsx test/support/collect-once.ts REQUEST`.
 */
import { execFileSync } from 'node:child_process';
import type { Collected, Collector, Machine } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { makeCollector } from '../../main/engine/measuring/collectors-set';
import { runCycle } from '../../main/engine/measuring/cycle';
import { openNetlink } from '../../main/platform/netlink';
import { collectorSettings } from '../../main/settings/schema/collectors';
import { testMachine } from './test-machine';

export interface CollectRequest {
  /** As in a settings file. */
  readonly settings: unknown;
  readonly cycles?: number;
  /** A program that runs between one cycle and the next. */
  readonly between?: readonly [file: string, ...args: string[]];
  /** Runs each cycle as the engine does, with this time limit. */
  readonly limitMs?: number;
  readonly platform?: NodeJS.Platform;
  readonly procRoot?: string;
  /** Absent: the files under `procRoot` alone. */
  readonly netlink?: boolean;
}

async function main(request: CollectRequest): Promise<void> {
  const settings = collectorSettings.parse(request.settings);
  const { platform = process.platform, procRoot = '/proc', netlink = false } = request;
  const machine = testMachine({ platform, procRoot, ...(netlink ? { openNetlink } : {}) });
  const collector = makeCollector(collectorKinds, settings, machine);
  const collected = [];
  for (let cycle = 0; cycle < (request.cycles ?? 1); cycle++) {
    if (cycle > 0) changeBetween(request);
    collected.push(await collect(collector, machine, request.limitMs));
  }
  await collector.close();
  process.stdout.write(JSON.stringify(collected));
}

function changeBetween({ between }: CollectRequest): void {
  if (!between) return;
  const [file, ...args] = between;
  execFileSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function collect(collector: Collector, { clock }: Machine, timeoutMs?: number): Promise<Collected> {
  if (timeoutMs === undefined) return collector.collect(new AbortController().signal);
  return runCycle(collector, { clock, timeoutMs }).result;
}

void main(JSON.parse(process.argv[2] ?? '{}') as CollectRequest);
