import { describe, expect, it } from 'vitest';
import { faultProblems } from '../../../main/collectors/faults';
import { parseText } from '../../../main/metrics/parse';

const problemsOf = (text: string) => faultProblems(parseText(text).faults, 'page', text);

describe('faults of a text as problems', () => {
  it('hold the line that is at fault, and where in it', () => {
    expect(problemsOf('a 1\nb one\nc 3\n')).toEqual([
      {
        code: 'bad_output',
        message: expect.stringMatching(/^Line 2, column 3 of page: the value "one"/),
        excerpt: { line: 2, column: 3, text: 'b one' },
      },
    ]);
  });

  it('hold no more of a long line than a person reads', () => {
    const [problem] = problemsOf(`a{x="${'y'.repeat(10_000)}"} one\n`);
    expect(problem?.excerpt?.text).toHaveLength(300);
  });

  it('are none where there is none', () => {
    expect(problemsOf('a 1\n')).toEqual([]);
  });
});
