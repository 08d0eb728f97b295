import type { CollectorKinds, Machine } from '../collectors/collector';
import type { DestinationKinds, ForwardingKinds, GroupJournal } from '../destinations/destination';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { MakeTools } from './delivering/make-tools';
import type { PushedIn } from './forwarding/pushed-in';
import type { FindNetwork } from './watching/network-watch';

export interface EngineParts {
  readonly collectorKinds: CollectorKinds;
  readonly destinationKinds: DestinationKinds;
  /** Absent: nothing that others pushed is brought on by itself. */
  readonly forwardingKinds?: ForwardingKinds;
  readonly machine: Machine;
  readonly makeTools: MakeTools;
  /** Absent: changes of the network are not marked. */
  readonly findNetwork?: FindNetwork;
  readonly groups: GroupJournal;
  readonly history: History;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly hostName: string;
  readonly version: string;
  /** `http://HOST:PORT` of our own server; absent while it is off. When it changes, `apply` is called again. */
  readonly ownAddress: () => string | undefined;
  /** Absent: nobody can push to this machine. */
  readonly pushedIn?: PushedIn;
}
