import type {
  EvidenceCode,
  EvidenceValues,
  FindingCode,
  FindingValues,
  ProbeFailure,
} from '../contract/verdict';
import type { Format } from './format';

/** Numbers and times as this language writes them, and the moment that they are read at. */
export interface Wording extends Format {
  /** `8 %`: of a loss, whose cycles bear no more than whole percents. */
  wholePercent(ratio: number): string;
  readonly nowMs: number;
}

export type PileHolder = NonNullable<FindingValues<'tcp_pileup'>['process']>;

/** Whether nothing came back at all; else something did, but not what it should be: a refusal, another status. */
export function isSilence(reason: ProbeFailure | undefined): boolean {
  return reason === undefined || reason === 'lost' || reason === 'timeout';
}

/** What a language says of every finding and every piece of evidence: one that is missing does not compile. */
export interface VerdictTexts {
  /** One line without a full stop: "Target db is down, others fine". */
  readonly findings: {
    readonly [C in FindingCode]: (values: FindingValues<C>, wording: Wording) => string;
  };
  /** What one part was seen to do: "db: no answer in 12 cycles". */
  readonly evidence: {
    readonly [C in EvidenceCode]: (values: EvidenceValues<C>, wording: Wording) => string;
  };
  /** The worst finding where there is no room for the others. */
  readonly andMore: (worst: string, others: number) => string;
  readonly since: (time: string) => string;
  /** The link to where a finding is explained. */
  readonly look: Readonly<
    Record<'target' | 'holders' | 'tcp' | 'pushes' | 'destination' | 'collectors', (name: string) => string>
  >;
}
