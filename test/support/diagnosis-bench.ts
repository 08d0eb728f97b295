import type { Finding, FindingCode, Verdict } from '../../main/contract/verdict';
import { type Memory, noMemory } from '../../main/diagnosis/memory';
import type {
  CollectorSeen,
  DestinationSeen,
  LinkSeen,
  Situation,
  TargetSeen,
  TcpSeen,
} from '../../main/diagnosis/situation';
import { type TargetState, targetStateOf } from '../../main/diagnosis/target-state';
import { type Judgement, observe } from '../../main/diagnosis/verdict';

export const cycleMs = 15_000;
export const startMs = Date.UTC(2026, 2, 21, 14, 0);

/** What differs in a cycle from a machine that is well; of targets, collectors and destinations by name. */
export interface Differing {
  readonly targets?: Readonly<Record<string, Partial<TargetSeen>>>;
  readonly collectors?: Readonly<Record<string, Partial<CollectorSeen>>>;
  readonly destinations?: Readonly<Record<string, Partial<DestinationSeen>>>;
  readonly link?: Omit<LinkSeen, 'atMs'>;
  readonly tcp?: Omit<TcpSeen, 'atMs'>;
  readonly situation?: Partial<Situation>;
}

/** A machine with a router, a resolver, two hosts on the internet and a database nearby; it is looked at cycle by cycle. */
export class DiagnosisBench {
  private memory: Memory = noMemory;
  private cycle = 0;
  private last: (Judgement & { readonly situation: Situation }) | undefined;

  /** The time of the last look. */
  get nowMs(): number {
    return startMs + this.cycle * cycleMs;
  }

  /** After the last look. */
  get judgement(): Judgement {
    if (!this.last) throw new Error('nothing was looked at');
    return this.last;
  }

  /** What the list of targets shows, after the last look. */
  stateOf(name: string): TargetState {
    const target = this.last?.situation.targets.find((one) => one.name === name);
    if (!target) throw new Error(`there is no target ${name}`);
    return targetStateOf(this.memory, target);
  }

  /** So many cycles that all go like this; gives the verdict after the last. */
  see(cycles: number, differing: Differing = {}): Verdict {
    let verdict: Verdict | undefined;
    for (let count = 0; count < cycles; count += 1) {
      this.cycle += 1;
      verdict = this.look(differing);
    }
    if (!verdict) throw new Error('no cycle was asked for');
    return verdict;
  }

  /** Looks without a new cycle. */
  look(differing: Differing = {}): Verdict {
    const situation = situationAt(this.nowMs, this.cycle, differing);
    const judgement = observe(this.memory, situation, this.nowMs);
    this.last = { ...judgement, situation };
    this.memory = judgement.memory;
    return judgement.verdict;
  }
}

/** Answers to nothing, as packets that do not come back. */
export const down = { outcome: 'loss', lossRatio: 1 } as const;

export function losing(lossRatio: number) {
  return { outcome: 'reply', lossRatio } as const;
}

export function slow(rttSeconds: number) {
  return { outcome: 'reply', lossRatio: 0, rttSeconds } as const;
}

export const wellTargets = {
  router: { kind: 'ping', host: 'gateway', ip: '192.168.1.1', rttSeconds: 0.002 },
  cloudflare: { kind: 'ping', host: '1.1.1.1', ip: '1.1.1.1', rttSeconds: 0.012 },
  quad9: { kind: 'ping', host: '9.9.9.9', ip: '9.9.9.9', rttSeconds: 0.014 },
  names: { kind: 'dns', host: 'example.org', ip: '93.184.216.34', rttSeconds: 0.008 },
  db: { kind: 'tcp-connect', host: '10.0.4.12:5432', ip: '10.0.4.12', rttSeconds: 0.004 },
} as const;

function situationAt(atMs: number, cycle: number, differing: Differing): Situation {
  const collectors = ['tcp', 'ping', 'dns', 'tcp-connect', 'link'].map(
    (id): CollectorSeen => ({
      id,
      kind: id === 'tcp' ? 'tcp-states' : id,
      state: 'ok',
      lastCycleAtMs: atMs,
      problems: [],
      ...differing.collectors?.[id],
    }),
  );
  const targets = Object.entries(wellTargets).map(
    ([name, { kind, ...place }]): TargetSeen => ({
      ...{ name, kind, collector: kind, enabled: true, atMs, outcome: 'reply', lossRatio: 0 },
      ...place,
      ...differing.targets?.[name],
    }),
  );
  const destinations = Object.entries({ team: 'http://gateway.example.net:9091' }).map(
    ([id, url]): DestinationSeen => ({
      ...{ id, url, builtIn: false, state: 'ok', consecutiveFailures: 0 },
      lastPush: { id: cycle, atMs, status: 200 },
      lastSuccessAtMs: atMs,
      ...differing.destinations?.[id],
    }),
  );
  return {
    ...{ monitoring: true, pushing: true, asleep: false, collectors, targets, destinations },
    link: {
      atMs,
      ...(differing.link ?? { route: { device: 'wlan0', medium: 'wifi', up: true, signalDbm: -61 } }),
    },
    ...(differing.tcp ? { tcp: { atMs, ...differing.tcp } } : {}),
    ...differing.situation,
  };
}

export function codesOf({ findings }: Verdict): FindingCode[] {
  return findings.map(({ code }) => code);
}

/** The one finding of this code. */
export function findingOf<C extends FindingCode>(verdict: Verdict, code: C): Extract<Finding, { code: C }> {
  const found = verdict.findings.find((finding) => finding.code === code);
  if (!found) throw new Error(`no ${code} in ${codesOf(verdict).join(', ')}`);
  return found as Extract<Finding, { code: C }>;
}
