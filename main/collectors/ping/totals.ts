import type { Address } from '../probing/address';
import { isName, type Probe } from './probe';

/** Since the collector began. */
export interface PacketTotals {
  readonly target: string;
  /** The packets went here; with another address the count begins anew, as its labels do. */
  readonly address: Address;
  readonly sent: number;
  readonly received: number;
}

/** The counters that outlive a cycle. */
export class Totals {
  private readonly packetsOf = new Map<string, PacketTotals>();
  private readonly resolveFailuresOf = new Map<string, number>();

  add({ target, address, result }: Probe): void {
    if (isName(target.host)) {
      const failures = this.resolveFailuresOf.get(target.name) ?? 0;
      const failed = !result.ok && result.error.code === 'unresolvable';
      this.resolveFailuresOf.set(target.name, failures + (failed ? 1 : 0));
    }
    if (!address || !result.ok) return;
    const before = this.packetsOf.get(target.name);
    const counted = before?.address.ip === address.ip ? before : { sent: 0, received: 0 };
    this.packetsOf.set(target.name, {
      target: target.name,
      address,
      sent: counted.sent + result.value.sent,
      received: counted.received + result.value.replies.length,
    });
  }

  get packets(): readonly PacketTotals[] {
    return [...this.packetsOf.values()];
  }

  /** Targets that are named by a name, from their first lookup on. */
  get resolveFailures(): readonly (readonly [target: string, failures: number])[] {
    return [...this.resolveFailuresOf];
  }
}
