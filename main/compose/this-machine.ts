import type { Machine } from '../collectors/collector';
import { systemClock } from '../platform/clock';
import { followProcess } from '../platform/line-process';
import { openNetlink } from '../platform/netlink';
import { runProcess } from '../platform/process';

/** The machine as it is, without what settings say of it. */
export const thisMachine = {
  platform: process.platform,
  clock: systemClock,
  run: runProcess,
  follow: followProcess,
  procRoot: '/proc',
  sysRoot: '/sys',
  openNetlink,
} as const satisfies Partial<Machine>;
