import { gauge, type Labels, type MetricFamily, type Point } from '../../metrics/model';
import type { Failure } from '../../outcome';
import type { ProbeOutcome, Problem, ProblemCode, TargetReading } from '../collector';
import { problemsOfTargets } from '../problem';
import type { Address } from './address';

/** Why a probe failed, as its target's series say it in the label `reason`. */
export type ProbeFailureCode =
  | 'unresolvable'
  | 'no_route'
  | 'permission'
  | 'no_source'
  | 'refused'
  | 'timeout'
  | 'tls'
  | 'broken_off'
  | 'status'
  | 'answer'
  | 'skipped';

/** What one probe found, as far as it came. */
export interface ProbeFindings {
  /** To which it went. */
  readonly address?: Address;
  /** What the window shows as the target's address, if not that. */
  readonly ip?: string;
  /** How long it took to look the name up, where there is one. */
  readonly lookupSeconds?: number;
  /** What the window shows as the target's time. */
  readonly rttSeconds?: number;
  /** Absent: it succeeded. */
  readonly failure?: Failure<ProbeFailureCode>;
}

export interface ProbeReport<F extends ProbeFindings = ProbeFindings> {
  readonly name: string;
  /** As settings name it. */
  readonly host: string;
  readonly durationSeconds: number;
  readonly findings: F;
}

/**
 * A target that is down is measured all the same; what keeps Pushtray from probing it at all is a problem of the cycle
 * too.
 */
const outcomes: Readonly<Partial<Record<ProbeFailureCode, readonly [ProbeOutcome, ProblemCode?]>>> = {
  unresolvable: ['unresolvable'],
  no_route: ['no_route'],
  permission: ['permission', 'permission'],
  no_source: ['failed', 'no_source'],
  skipped: ['skipped', 'timeout'],
};

export function readingOfReport({ name, host, findings }: ProbeReport): TargetReading {
  const { address, ip = address?.ip, failure, rttSeconds } = findings;
  const about = { name, host, ...(ip === undefined ? {} : { ip }) };
  if (!failure) {
    return { ...about, outcome: 'reply', lossRatio: 0, ...(rttSeconds === undefined ? {} : { rttSeconds }) };
  }
  const [outcome] = outcomes[failure.code] ?? [];
  if (outcome) return { ...about, outcome, reason: failure.message };
  return { ...about, outcome: 'loss', lossRatio: 1, reason: failure.message };
}

export function problemsOfReports(reports: readonly ProbeReport[]): Problem[] {
  const failures = reports.flatMap(({ name, findings: { failure } }) => {
    const code = failure && outcomes[failure.code]?.[1];
    return code ? [{ target: name, failure: { ...failure, code } }] : [];
  });
  return problemsOfTargets(failures);
}

/** The samples of one kind's reports, each with the labels of its target. */
export class ReportPoints<F extends ProbeFindings> {
  constructor(
    private readonly kind: string,
    /** Without what was not probed. */
    private readonly reports: readonly ProbeReport<F>[],
  ) {}

  /** A sample for each report that the value is there of. */
  of(value: (findings: F, report: ProbeReport<F>) => number | undefined): Point[] {
    return this.flat((findings, report) => {
      const number = value(findings, report);
      return number === undefined ? [] : [[{}, number]];
    });
  }

  /** Any number of samples for each report, with labels beside the target's. */
  flat(values: (findings: F, report: ProbeReport<F>) => readonly Point[]): Point[] {
    return this.reports.flatMap((report) =>
      values(report.findings, report).map(
        ([labels, value]): Point => [{ ...this.labelsOf(report), ...labels }, value],
      ),
    );
  }

  private labelsOf({ name }: ProbeReport<F>): Labels {
    return { target: name, kind: this.kind };
  }
}

/** What every kind of probe has, under blackbox_exporter's names. */
export function commonFamilies<F extends ProbeFindings>(points: ReportPoints<F>): MetricFamily[] {
  return [
    gauge(
      'probe_success',
      'Whether the last probe succeeded: 1 or 0.',
      points.of(({ failure }) => (failure ? 0 : 1)),
    ),
    gauge(
      'probe_duration_seconds',
      'How long the last probe took, in seconds.',
      points.of((_, { durationSeconds }) => durationSeconds),
    ),
    gauge(
      'probe_failure_info',
      'Why the last probe failed; absent when it did not.',
      points.flat(({ failure }) => (failure ? [[{ reason: failure.code }, 1]] : [])),
    ),
    gauge(
      'probe_dns_lookup_time_seconds',
      'How long the last lookup of a name took, in seconds.',
      points.of(({ lookupSeconds }) => lookupSeconds),
    ),
    gauge(
      'probe_ip_protocol',
      'Version of IP that the last probe used: 4 or 6.',
      points.of(({ address }) => address?.version),
    ),
  ];
}
