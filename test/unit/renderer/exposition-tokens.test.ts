import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../renderer/components/exposition-tokens';

const kinds = (line: string) => tokensOf(line).map(({ kind, text }) => [kind, text]);

describe('a line of exposition text', () => {
  it('is taken apart into name, labels, their values and the value', () => {
    expect(kinds('rtt{target="a\\"}b",ip="::1"} 0.25\n')).toEqual([
      ['name', 'rtt'],
      ['plain', '{'],
      ['label', 'target'],
      ['plain', '='],
      ['text', '"a\\"}b"'],
      ['plain', ','],
      ['label', 'ip'],
      ['plain', '='],
      ['text', '"::1"'],
      ['plain', '}'],
      ['number', ' 0.25'],
      ['plain', '\n'],
    ]);
  });

  it('is one piece when it is a comment or no sample', () => {
    expect(kinds('# TYPE rtt gauge')).toEqual([['comment', '# TYPE rtt gauge']]);
    expect(kinds('{broken')).toEqual([['plain', '{broken']]);
  });

  it('is the same again when its tokens are put together, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-c{}"=,\\ 0-9#]*$/)), (line) => {
        expect(
          tokensOf(line)
            .map(({ text }) => text)
            .join(''),
        ).toBe(line);
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const startMs = performance.now();
    tokensOf(`a{${'b="'.repeat(20_000)}`);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});
