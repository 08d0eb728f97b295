import type { Evidence, Finding, Verdict } from '../contract/verdict';
import type { Format } from './format';
import type { Texts } from './texts';
import type { Wording } from './verdict-texts';

type VerdictPart = Pick<Texts, 'verdict'>;

/** The verdict in one line, for where there is room for no more: tray, notification, title. */
export function summaryOf({ findings }: Verdict, texts: VerdictPart, format: Format, nowMs: number): string {
  const [worst, ...others] = findings;
  if (!worst) return '';
  const title = titleOf(worst, texts, format, nowMs);
  return others.length === 0 ? title : texts.verdict.andMore(title, others.length);
}

/** One finding in one line, without a full stop. */
export function titleOf(finding: Finding, { verdict }: VerdictPart, format: Format, nowMs: number): string {
  return wordsFor(verdict.findings, finding, wordingOf(format, nowMs));
}

/** What a finding rests on, a line each. */
export function evidenceOf(
  { evidence }: Pick<Finding, 'evidence'>,
  { verdict }: VerdictPart,
  format: Format,
  nowMs: number,
): string[] {
  return evidence.map((one: Evidence) => wordsFor(verdict.evidence, one, wordingOf(format, nowMs)));
}

function wordingOf(format: Format, nowMs: number): Wording {
  return { ...format, wholePercent: (ratio) => `${format.count(Math.round(ratio * 100))}\u00a0%`, nowMs };
}

/** The entry of a table that belongs to a code is the one that takes its values, which the compiler cannot follow. */
function wordsFor(
  table: Readonly<Record<string, unknown>>,
  { code, values }: { readonly code: string; readonly values: unknown },
  wording: Wording,
): string {
  const words = table[code] as (values: unknown, wording: Wording) => string;
  return words(values, wording);
}
