import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FindingCode,
  findingCodes,
  type HealthLevel,
  type Verdict,
  verdictSchema,
} from '../../../main/contract/verdict';
import { noMemory } from '../../../main/diagnosis/memory';
import type { Situation } from '../../../main/diagnosis/situation';
import { observe } from '../../../main/diagnosis/verdict';
import { makeFormat } from '../../../main/texts/format';
import { languages, textsIn } from '../../../main/texts/texts';
import { evidenceOf, summaryOf, titleOf } from '../../../main/texts/verdict-words';
import { arbitraryDay } from '../../support/arbitrary-situations';

const nowMs = 9_000_000;
const order: readonly HealthLevel[] = ['failing', 'trouble', 'paused', 'ok'];

function verdictsOf(day: readonly Situation[]): Verdict[] {
  let memory = noMemory;
  return day.map((situation) => {
    const seen = observe(memory, situation, nowMs);
    memory = seen.memory;
    return seen.verdict;
  });
}

describe('every verdict on any day', () => {
  it('keeps to the contract: a finding with all its values and with evidence, no two alike', () => {
    const seen = new Set<FindingCode>();
    fc.assert(
      fc.property(arbitraryDay, (day) => {
        for (const verdict of verdictsOf(day)) {
          expect(verdictSchema.safeParse(verdict).error).toBeUndefined();
          for (const { code } of verdict.findings) seen.add(code);
          const told = verdict.findings.map(({ code, values }) => JSON.stringify([code, values]));
          expect(new Set(told).size).toBe(told.length);
        }
      }),
      { numRuns: 200 },
    );
    // The days are wild enough to say something about the rules.
    expect(seen.size).toBeGreaterThan(findingCodes.length / 3);
  });

  it('has the level of its worst finding, and the worst first', () => {
    fc.assert(
      fc.property(arbitraryDay, (day) => {
        for (const { level, findings } of verdictsOf(day)) {
          const ranks = findings.map((finding) => order.indexOf(finding.level));
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
          expect(level).toBe(findings[0]?.level);
        }
      }),
    );
  });

  it('stays the same when nothing new was measured', () => {
    fc.assert(
      fc.property(arbitraryDay, (day) => {
        const twice = day.flatMap((situation) => [situation, situation]);
        const verdicts = verdictsOf(twice);
        for (let index = 0; index < verdicts.length; index += 2) {
          expect(verdicts[index + 1]).toEqual(verdicts[index]);
        }
      }),
    );
  });

  it.each(languages)('is said in words in %s, whole and with every value', (language) => {
    const texts = textsIn(language);
    const format = makeFormat({ locale: texts.locale, ...texts.time });
    fc.assert(
      fc.property(arbitraryDay, (day) => {
        for (const verdict of verdictsOf(day)) {
          const lines = verdict.findings.flatMap((finding) => [
            titleOf(finding, texts, format, nowMs),
            ...evidenceOf(finding, texts, format, nowMs),
          ]);
          for (const line of [...lines, summaryOf(verdict, texts, format, nowMs)]) {
            expect(line).toMatch(/\S/);
            expect(line).not.toMatch(/undefined|NaN|Infinity|\[object/);
          }
        }
      }),
    );
  });
});
