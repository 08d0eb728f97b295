import { version } from '../../package.json';
import type { Machine } from '../collectors/collector';
import { collectorKinds } from '../collectors/kinds';
import { networkFinder } from '../collectors/probing/network';
import { destinationKinds, forwardingKinds } from '../destinations/kinds';
import type { MakeTools } from '../engine/delivering/make-tools';
import { isOwnAddress } from '../engine/delivering/own-address';
import { type Engine, makeEngine } from '../engine/engine';
import type { PushedIn } from '../engine/forwarding/pushed-in';
import { Backlogs } from '../history/backlogs';
import type { GroupJournalFile } from '../history/group-journal';
import type { History } from '../history/history';
import { systemClock } from '../platform/clock';
import { hostName } from '../platform/host-name';
import type { Logger } from '../platform/logger';
import { commandConsent } from '../settings/file/consent';
import { addressesOf } from '../settings/schema/destinations';
import { type Reach, reaching, secretNamed } from './reaching';
import { thisMachine } from './this-machine';

export interface EngineNeeds extends Reach {
  readonly history: History;
  readonly logger: Logger;
  readonly backlogs: Backlogs;
  readonly groups: GroupJournalFile;
  readonly settingsFile: string;
  ownAddress(): string | undefined;
  /** Absent: nobody can push to this machine. */
  readonly pushedIn?: PushedIn;
  /** How this Pushtray names itself to others; absent: not at all. */
  readonly via?: readonly string[];
}

/** An engine on this machine as it is. */
export function engineOf(needs: EngineNeeds): Engine {
  const { groups, history, logger, ownAddress, pushedIn } = needs;
  const machine = machineOf(needs, () => engine.ownKey().instance);
  const engine = makeEngine({
    collectorKinds,
    destinationKinds,
    forwardingKinds,
    machine,
    findNetwork: networkFinder(machine),
    makeTools: toolsMaker(needs),
    groups,
    ...(pushedIn && { pushedIn }),
    history,
    clock: systemClock,
    logger,
    random: Math.random,
    hostName: hostName(),
    version,
    ownAddress,
  });
  return engine;
}

function machineOf({ secrets, settingsFile }: EngineNeeds, ownInstance: () => string): Machine {
  return {
    ...thisMachine,
    commandConsent: () => commandConsent(settingsFile),
    secret: (name) => secretNamed(name, secrets),
    ownInstance,
  };
}

function toolsMaker({ backlogs, groups, logger, ownAddress, via, ...reach }: EngineNeeds): MakeTools {
  return (settings, { isTrial } = { isTrial: false }) => ({
    ...reaching(settings, reach),
    nowMs: systemClock.nowMs,
    monotonicMs: systemClock.monotonicMs,
    openBacklog: (limits) =>
      isTrial
        ? new Backlogs({ file: ':memory:', clock: systemClock, logger }).of('', limits)
        : backlogs.of(settings.id, limits),
    groups,
    // To our own gateway nothing is forwarded: what comes there is taken.
    ...(via && !addressesOf(settings).some((url) => isOwnAddress(url, ownAddress())) && { via }),
  });
}
