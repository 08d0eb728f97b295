import type { Machine } from '../../main/collectors/collector';
import { success } from '../../main/outcome';
import { systemClock } from '../../main/platform/clock';
import { runProcess } from '../../main/platform/process';

/** This machine, or what a test puts in place of its parts. */
export function testMachine(parts: Partial<Machine> = {}): Machine {
  return {
    platform: process.platform,
    clock: systemClock,
    run: runProcess,
    procRoot: '/proc',
    sysRoot: '/sys',
    commandConsent: () => success(undefined),
    ...parts,
  };
}
