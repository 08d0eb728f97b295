import type { FindingCode, Verdict } from '../../main/contract/verdict';
import { type Memory, noMemory } from '../../main/diagnosis/memory';
import type { Situation, TargetSeen } from '../../main/diagnosis/situation';
import { observe } from '../../main/diagnosis/verdict';

/** Where packets get lost by chance: on the way to the router, beyond it, or on the way to one host alone. */
export type Place = 'first hop' | 'second hop' | 'one target';

/** So many cycles that lose this share of the packets there; elsewhere nothing is lost. */
export interface Stretch {
  readonly cycles: number;
  readonly lossRatio: number;
  readonly place: Place;
}

export interface Seen {
  readonly verdict: Verdict;
  /** Names of those that lost something in this cycle. */
  readonly lossy: readonly string[];
}

const cycleMs = 2_000;
const packets = 4;
/** Linux sends a first packet again after a second. */
const resendSeconds = 1;

const hosts = [
  { name: 'router', kind: 'ping', host: 'gateway', ip: '192.168.1.1', rttSeconds: 0.003 },
  { name: 'cloudflare', kind: 'ping', host: '1.1.1.1', ip: '1.1.1.1', rttSeconds: 0.02 },
  { name: 'quad9', kind: 'ping', host: '9.9.9.9', ip: '9.9.9.9', rttSeconds: 0.02 },
  { name: 'services', kind: 'ping', host: '198.51.100.20', ip: '198.51.100.20', rttSeconds: 0.02 },
  { name: 'names', kind: 'dns', host: 'www.example.org', ip: '198.51.100.20', rttSeconds: 0.02 },
  { name: 'db', kind: 'tcp-connect', host: '198.51.100.20:5432', ip: '198.51.100.20', rttSeconds: 0.02 },
] as const;

/** The verdict after each cycle of a course, which is another one for each seed. */
export function courseOf(seed: number, stretches: readonly Stretch[]): Seen[] {
  const chance = chanceFrom(seed);
  let memory: Memory = noMemory;
  let atMs = Date.UTC(2026, 2, 21);
  return stretches.flatMap(({ cycles, lossRatio, place }) =>
    Array.from({ length: cycles }, () => {
      atMs += cycleMs;
      const targets = hosts.map((one) =>
        probed(one, isHit(one.name, place) ? lossRatio : 0, { chance, atMs }),
      );
      const seen = observe(memory, situationAt(atMs, targets), atMs);
      memory = seen.memory;
      return {
        verdict: seen.verdict,
        lossy: targets.filter(({ lossRatio = 0 }) => lossRatio > 0).map(({ name }) => name),
      };
    }),
  );
}

export function headlineOf({ verdict }: Seen): FindingCode {
  return verdict.findings[0]?.code ?? 'all_well';
}

/** mulberry32, which is in the public domain: the same numbers for the same seed. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function isHit(name: string, place: Place): boolean {
  if (place === 'one target') return name === 'quad9';
  return place === 'first hop' || name !== 'router';
}

function probed(
  { kind, ...place }: (typeof hosts)[number],
  lossRatio: number,
  { chance, atMs }: { chance: () => number; atMs: number },
): TargetSeen {
  const lost = Array.from({ length: kind === 'ping' ? packets : 1 }, chance).filter(
    (at) => at < lossRatio,
  ).length;
  const about = { ...place, kind, collector: kind, enabled: true, atMs };
  if (kind === 'ping') return { ...about, outcome: 'reply', lossRatio: lost / packets };
  if (kind === 'dns' && lost > 0) {
    const { rttSeconds: _none, ...rest } = about;
    return { ...rest, outcome: 'loss', lossRatio: 1, failure: 'timeout' };
  }
  return { ...about, outcome: 'reply', lossRatio: 0, rttSeconds: place.rttSeconds + lost * resendSeconds };
}

function situationAt(atMs: number, targets: readonly TargetSeen[]): Situation {
  const collectors = ['ping', 'dns', 'tcp-connect'].map((kind) => ({
    ...{ id: kind, kind, state: 'ok' as const, lastCycleAtMs: atMs, problems: [] },
  }));
  const link = { atMs, route: { device: 'wlan0', medium: 'wifi' as const, up: true } };
  return { monitoring: true, pushing: true, asleep: false, collectors, targets, destinations: [], link };
}
