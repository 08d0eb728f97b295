import type { Labels } from '../../metrics/model';
import type { Address } from '../probing/address';
import { isName } from '../probing/find-addresses';
import type { Probe } from './probe';
import { RttHistogram } from './rtt-histogram';

/** Since the collector began to ping this address for this target. */
export interface PacketTotals {
  readonly target: string;
  readonly address: Address;
  readonly labels: Labels;
  sent: number;
  received: number;
  duplicates: number;
  readonly rtt: RttHistogram;
}

/** The counters that outlive a cycle. */
export class Totals {
  /** With another address of the same version the count begins anew, as its labels do. */
  private readonly packetsOf = new Map<string, PacketTotals>();
  private readonly resolveFailuresOf = new Map<string, number>();

  /** All probes of one target in one cycle. */
  add(probes: readonly Probe[]): void {
    const [first] = probes;
    if (first) this.countResolving(first);
    for (const probe of probes) this.countPackets(probe);
  }

  get packets(): readonly PacketTotals[] {
    return [...this.packetsOf.values()];
  }

  /** Targets that are named by a name, from their first lookup on. */
  get resolveFailures(): readonly (readonly [target: string, failures: number])[] {
    return [...this.resolveFailuresOf];
  }

  private countResolving({ target, result }: Probe): void {
    if (!isName(target.host)) return;
    const failed = !result.ok && result.error.code === 'unresolvable';
    const before = this.resolveFailuresOf.get(target.name) ?? 0;
    this.resolveFailuresOf.set(target.name, before + (failed ? 1 : 0));
  }

  private countPackets({ target, address, result }: Probe): void {
    if (!address || !result.ok) return;
    const key = `${address.version} ${target.name}`;
    const before = this.packetsOf.get(key);
    const counted = before?.address.ip === address.ip ? before : nothingYet(target.name, address);
    counted.sent += result.value.sent;
    counted.received += result.value.replies.length;
    counted.duplicates += result.value.duplicates;
    for (const { rttSeconds } of result.value.replies) counted.rtt.observe(rttSeconds);
    this.packetsOf.set(key, counted);
  }
}

export function labelsOf(target: string, { ip, version }: Address): Labels {
  return { target, ip, ip_version: String(version) };
}

function nothingYet(target: string, address: Address): PacketTotals {
  const labels = labelsOf(target, address);
  return { target, address, labels, sent: 0, received: 0, duplicates: 0, rtt: new RttHistogram(labels) };
}
