import type { MetricFamily } from '../../metrics/model';
import { secondsOf } from '../../metrics/value';
import { failure } from '../../outcome';
import { placeOf } from '../../settings/schema/collectors/target-place';
import type { Collected, Collector, Machine } from '../collector';
import { Cycles, type CycleTime } from './cycles';
import { NameLookup } from './name-lookup';
import {
  commonFamilies,
  type ProbeFindings,
  type ProbeReport,
  problemsOfReports,
  ReportPoints,
  readingOfReport,
} from './probe-report';
import { Turns } from './turns';

/** Connections are timed on the event loop, where those that are made at once would wait for each other. */
const startsApartMs = 20;
const leastApartMs = 2;
const probesAtOnce = 100;

/** What a probe may use. */
export interface ProbeContext {
  readonly machine: Machine;
  readonly names: NameLookup;
  readonly signal: AbortSignal;
  /** For the whole probe: what settings say, or what is left of the cycle. */
  readonly timeoutMs: number;
}

type ProbeTarget = Parameters<typeof placeOf>[0] & { readonly name: string; readonly enabled: boolean };

/** What makes one kind of probe out of the rest. */
export interface ProbeKind<T, F extends ProbeFindings> {
  readonly kind: string;
  readonly targets: readonly T[];
  readonly timeoutMs: number;
  /** Never rejects. Soon after the signal aborts or the timeout is over it answers with what it found so far. */
  probe(target: T, context: ProbeContext): Promise<F>;
  /** Beside those that all kinds have. */
  families(points: ReportPoints<F>): readonly MetricFamily[];
}

/** Probes each enabled target once a cycle, in turn. */
export function makeProbeCollector<T extends ProbeTarget, F extends ProbeFindings>(
  machine: Machine,
  kind: ProbeKind<T, F>,
): Collector {
  const names = new NameLookup();
  const targets = kind.targets.filter(({ enabled }) => enabled);
  return new Cycles(machine.clock, async (time) => {
    const apartMs = Math.min(startsApartMs, Math.max(leastApartMs, time.leftMs() / 2 / targets.length));
    const turns = new Turns(probesAtOnce, apartMs, time.signal);
    const context = { machine, names, time };
    const reports = await Promise.all(targets.map((target) => probeInTurn(target, kind, turns, context)));
    return collectedOf(kind, reports);
  });
}

async function probeInTurn<T extends ProbeTarget, F extends ProbeFindings>(
  target: T,
  kind: ProbeKind<T, F>,
  turns: Turns,
  { machine, names, time }: { machine: Machine; names: NameLookup; time: CycleTime },
): Promise<ProbeReport<F | ProbeFindings>> {
  const about = { name: target.name, host: placeOf(target) };
  const report = await turns.inTurn(async () => {
    const startedMs = machine.clock.monotonicMs();
    const timeoutMs = Math.min(kind.timeoutMs, time.leftMs());
    if (timeoutMs <= 0) return undefined;
    const findings = await kind.probe(target, { machine, names, signal: time.signal, timeoutMs });
    return {
      ...about,
      durationSeconds: secondsOf(machine.clock.monotonicMs() - startedMs),
      findings,
    };
  });
  return report ?? { ...about, durationSeconds: 0, findings: skipped() };
}

function skipped(): ProbeFindings {
  const { error } = failure('skipped' as const, 'The cycle ended before all targets were probed.', {
    hint: 'Give it a longer interval or timeout, or fewer targets.',
  });
  return { failure: error };
}

function collectedOf<T, F extends ProbeFindings>(
  kind: ProbeKind<T, F>,
  reports: readonly ProbeReport<F | ProbeFindings>[],
): Collected {
  const probed = reports.filter(({ findings }) => findings.failure?.code !== 'skipped') as ProbeReport<F>[];
  const points = new ReportPoints(kind.kind, probed);
  const families = [...commonFamilies(points), ...kind.families(points)];
  return {
    families: families.filter(({ samples }) => samples.length > 0),
    targets: reports.map(readingOfReport),
    problems: problemsOfReports(reports),
    source: kind.kind,
  };
}
