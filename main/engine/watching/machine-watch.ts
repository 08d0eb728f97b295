import type { History } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { type Jump, JumpWatch } from './jump-watch';
import { Marker } from './marker';
import { type FindNetwork, NetworkWatch } from './network-watch';

export interface MachineWatchParts {
  readonly history: History;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absent: changes of the network are not marked. */
  readonly findNetwork?: FindNetwork;
  /** The clock was set or the machine slept: what was measured before is of another time. */
  readonly onJump: () => void;
}

/** Notices what becomes of this machine while it measures, whether it is told or not, and marks it in the history. */
export class MachineWatch {
  private readonly jumps: JumpWatch;
  private readonly marker: Marker;
  private readonly network: NetworkWatch | undefined;

  constructor(private readonly parts: MachineWatchParts) {
    this.jumps = new JumpWatch(parts.clock, (jump) => this.onJump(jump));
    this.marker = new Marker(parts.history, parts.clock);
    this.network = parts.findNetwork && new NetworkWatch({ ...parts, find: parts.findNetwork });
  }

  get isAsleep(): boolean {
    return this.marker.isAsleep;
  }

  setMonitoring(on: boolean): void {
    this.marker.setMonitoring(on);
  }

  start(): void {
    this.marker.started();
    this.jumps.start();
  }

  /** The machine goes to sleep: there may be no later to write down what is not yet. */
  asleep(): void {
    this.jumps.stop();
    this.marker.asleep();
    this.parts.history.flush();
  }

  awake(): void {
    this.marker.awake();
    this.jumps.start();
  }

  stop(): void {
    this.jumps.stop();
    this.marker.stopped();
  }

  /** Looks at once whether time went by unseen, for whoever is about to use what was measured before. */
  lookForJump(): void {
    this.jumps.look();
  }

  /** Looks whether the network is another one, unless it did so just now. */
  lookAtNetwork(): void {
    void this.network?.look();
  }

  private onJump({ byMs, unseenMs }: Jump): void {
    if (unseenMs > 0) {
      this.marker.asleep(unseenMs);
      this.marker.awake();
    }
    this.parts.logger.info('The clock was set or the machine slept; measuring anew.', {
      jumpMs: Math.round(byMs),
    });
    this.parts.onJump();
  }
}
