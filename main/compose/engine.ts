import { version } from '../../package.json';
import { collectorKinds } from '../collectors/kinds';
import { destinationKinds } from '../destinations/kinds';
import { type Engine, makeEngine } from '../engine/engine';
import { Backlogs } from '../history/backlogs';
import type { GroupJournalFile } from '../history/group-journal';
import type { History } from '../history/history';
import { systemClock } from '../platform/clock';
import { hostName } from '../platform/host-name';
import { followProcess } from '../platform/line-process';
import type { Logger } from '../platform/logger';
import { openNetlink } from '../platform/netlink';
import { runProcess } from '../platform/process';
import { commandConsent } from '../settings/file/consent';
import { type Reach, reaching } from './reaching';

export interface EngineNeeds extends Reach {
  readonly history: History;
  readonly logger: Logger;
  readonly backlogs: Backlogs;
  readonly groups: GroupJournalFile;
  readonly settingsFile: string;
  ownAddress(): string | undefined;
}

/** An engine on this machine as it is. */
export function engineOf({
  backlogs,
  env,
  groups,
  history,
  logger,
  secrets,
  settingsFile,
  ownAddress,
}: EngineNeeds): Engine {
  return makeEngine({
    collectorKinds,
    destinationKinds,
    machine: {
      platform: process.platform,
      clock: systemClock,
      run: runProcess,
      follow: followProcess,
      procRoot: '/proc',
      sysRoot: '/sys',
      commandConsent: () => commandConsent(settingsFile),
      openNetlink,
    },
    makeTools: (settings, { isTrial } = { isTrial: false }) => ({
      ...reaching(settings, { secrets, env }),
      nowMs: systemClock.nowMs,
      monotonicMs: systemClock.monotonicMs,
      openBacklog: (limits) =>
        isTrial
          ? new Backlogs({ file: ':memory:', clock: systemClock, logger }).of('', limits)
          : backlogs.of(settings.id, limits),
      groups,
    }),
    groups,
    history,
    clock: systemClock,
    logger,
    random: Math.random,
    hostName: hostName(),
    version,
    ownAddress,
  });
}
