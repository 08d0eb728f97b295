import type { Machine } from '../../main/collectors/collector';
import { success } from '../../main/outcome';
import { systemClock } from '../../main/platform/clock';
import { followProcess } from '../../main/platform/line-process';
import { runProcess } from '../../main/platform/process';

/** This machine, or what a test puts in place of its parts. */
export function testMachine(parts: Partial<Machine> = {}): Machine {
  return {
    platform: process.platform,
    clock: systemClock,
    run: runProcess,
    follow: followProcess,
    procRoot: '/proc',
    sysRoot: '/sys',
    commandConsent: () => success(undefined),
    secret: () => undefined,
    ownInstance: () => 'test-machine',
    ...parts,
  };
}
