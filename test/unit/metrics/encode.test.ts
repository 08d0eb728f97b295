import { describe, expect, it } from 'vitest';
import { encodeText, formatValue } from '../../../main/metrics/encode';
import { counter, gauge, untyped } from '../../../main/metrics/model';

describe('encodeText', () => {
  it('writes HELP, TYPE and the samples of each family in their order', () => {
    const text = encodeText([
      gauge('tcp_connections', 'Sockets by state.', [
        [{ state: 'listen', family: 'v4' }, 3],
        [{}, 7],
      ]),
      counter('pings_total', '', [[{}, 1]]),
      untyped('load', '', []),
    ]);
    expect(text).toBe(
      [
        '# HELP tcp_connections Sockets by state.',
        '# TYPE tcp_connections gauge',
        'tcp_connections{state="listen",family="v4"} 3',
        'tcp_connections 7',
        '# TYPE pings_total counter',
        'pings_total 1',
        '# TYPE load untyped',
        '',
      ].join('\n'),
    );
  });

  it('escapes what the format gives a meaning to, and nothing else', () => {
    const text = encodeText([gauge('a', 'say "\\n"\nand go on', [[{ b: 'C:\\new "x"\n\ty' }, 1]])]);
    expect(text).toBe('# HELP a say "\\\\n"\\nand go on\n# TYPE a gauge\na{b="C:\\\\new \\"x\\"\\n\ty"} 1\n');
  });

  it('writes an empty label value, which tells a Prometheus to leave that label empty', () => {
    expect(encodeText([gauge('a', '', [[{ instance: '' }, 1]])])).toContain('a{instance=""} 1\n');
  });

  it('writes a timestamp only where there is one', () => {
    const samples = [
      { name: 'a', labels: {}, value: 1, timestampMs: 1_700_000_000_000 },
      { name: 'a', labels: { b: 'c' }, value: 1, timestampMs: 0 },
    ];
    expect(encodeText([{ name: 'a', type: 'gauge', help: '', samples }])).toContain(
      'a 1 1700000000000\na{b="c"} 1 0\n',
    );
  });

  it('gives no text for no families', () => {
    expect(encodeText([])).toBe('');
  });
});

describe('formatValue', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [1.5, '1.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('writes %d as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
