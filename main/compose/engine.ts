import { version } from '../../package.json';
import { collectorKinds } from '../collectors/kinds';
import { destinationKinds } from '../destinations/kinds';
import { type Engine, makeEngine } from '../engine/engine';
import type { History } from '../history/history';
import { systemClock } from '../platform/clock';
import { hostName } from '../platform/host-name';
import { makeHttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import { openNetlink } from '../platform/netlink';
import { runProcess } from '../platform/process';
import { commandConsent } from '../settings/file/consent';
import type { Secrets } from '../settings/file/secrets';

export interface EngineNeeds {
  readonly history: History;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly settingsFile: string;
  ownAddress(): string | undefined;
}

/** An engine on this machine as it is. */
export function engineOf({ history, logger, secrets, settingsFile, ownAddress }: EngineNeeds): Engine {
  return makeEngine({
    collectorKinds,
    destinationKinds,
    machine: {
      platform: process.platform,
      clock: systemClock,
      run: runProcess,
      procRoot: '/proc',
      sysRoot: '/sys',
      commandConsent: () => commandConsent(settingsFile),
      openNetlink,
    },
    makeTools: () => ({
      http: makeHttpClient(),
      secret(name) {
        const found = secrets.get(name);
        return found.ok ? found.value : undefined;
      },
      monotonicMs: systemClock.monotonicMs,
    }),
    history,
    clock: systemClock,
    logger,
    random: Math.random,
    hostName: hostName(),
    version,
    ownAddress,
  });
}
