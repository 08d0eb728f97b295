import type { History } from '../../history/history';
import type { Outcome } from '../../outcome';
import type { Clock } from '../../platform/clock';

/** What packets to elsewhere leave by. */
export interface NetworkInUse {
  readonly interface: string;
  /** Of this machine on it. */
  readonly address: string;
  /** Absent: the default route leads straight onto the interface. */
  readonly gateway?: string;
}

/** Undefined: this machine is off every network. Settles within a few seconds. */
export type FindNetwork = () => Promise<Outcome<NetworkInUse | undefined>>;

export interface NetworkWatchParts {
  readonly find: FindNetwork;
  readonly history: Pick<History, 'marks' | 'recordMark'>;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
}

/** Many collectors end their cycles close to one another. */
const lookEveryMs = 4_000;

const watchedKinds = ['gateway_changed', 'network_changed'] as const;
/** A kind that is not in it: nothing is known of it, not even that there was none. */
type Known = Readonly<Partial<Record<(typeof watchedKinds)[number], string | undefined>>>;

/**
 * Marks each change of the default route's gateway and of the network that it leads into, those between two runs too. What is there at
 * the first look ever is marked with `from` and `to` alike.
 */
export class NetworkWatch {
  private known: Known | undefined;
  private lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: NetworkWatchParts) {}

  /** Unless it did so just now. What could not be found out is no change. */
  async look(): Promise<void> {
    const { clock, find } = this.parts;
    if (clock.monotonicMs() - this.lookedAtMs < lookEveryMs) return;
    this.lookedAtMs = clock.monotonicMs();
    const found = await find();
    if (!found.ok) return;
    const network = found.value;
    this.compare({
      gateway_changed: network?.gateway,
      network_changed: network && `${network.interface} ${network.address}`,
    });
  }

  private compare(now: Known): void {
    const { clock, history } = this.parts;
    const before = this.known ?? this.lastMarked();
    this.known = now;
    for (const kind of watchedKinds) {
      const to = now[kind];
      const isFirst = !(kind in before);
      const from = isFirst ? to : before[kind];
      if (from === to && (!isFirst || to === undefined)) continue;
      history.recordMark({ atMs: clock.nowMs(), kind, ...(from && { from }), ...(to && { to }) });
    }
  }

  private lastMarked(): Known {
    const nowMs = this.parts.clock.nowMs();
    const marks = this.parts.history.marks({ fromMs: nowMs, toMs: nowMs });
    const newest = watchedKinds.map((kind) => marks.filter((mark) => mark.kind === kind).at(-1));
    return Object.fromEntries(newest.flatMap((mark) => (mark ? [[mark.kind, mark.to]] : [])));
  }
}
