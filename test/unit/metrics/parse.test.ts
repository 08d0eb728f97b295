import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../main/metrics/encode';
import type { Position } from '../../../main/metrics/fault-list';
import type { Sample } from '../../../main/metrics/model';
import { parseText } from '../../../main/metrics/parse';

/** Each fault as `line:column message`. */
function faultsOf(text: string | Uint8Array, timestamps: 'refuse' | 'keep' = 'refuse'): string[] {
  return parseText(text, { timestamps }).faults.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

/** What is left, as text. */
function keptOf(text: string | Uint8Array): string {
  return encodeText(parseText(text).families);
}

describe('parseText', () => {
  it('reads families of every type with help, labels and escapes', () => {
    const text = [
      '# HELP requests_total Requests \\\\ answered\\nso far.',
      '# TYPE requests_total counter',
      'requests_total{path="C:\\\\dir",quote="\\"",lines="a\\nb"} 12',
      '# TYPE temperature gauge',
      'temperature -0',
      '# TYPE rtt histogram',
      'rtt_bucket{le="0.1"} 1',
      'rtt_bucket{le="+Inf"} 2',
      'rtt_sum 0.5',
      'rtt_count 2',
      '# TYPE size summary',
      'size{quantile="0.5"} NaN',
      'size_sum 0',
      'size_count 0',
      '# TYPE load untyped',
      'load +Inf',
      '',
    ].join('\n');
    const { families, faults } = parseText(text);
    expect(faults).toEqual([]);
    expect(families.map(({ type, samples }) => [type, samples.length])).toEqual([
      ['counter', 1],
      ['gauge', 1],
      ['histogram', 4],
      ['summary', 3],
      ['untyped', 1],
    ]);
    expect(families[0]).toEqual({
      name: 'requests_total',
      type: 'counter',
      help: 'Requests \\ answered\nso far.',
      samples: [
        { name: 'requests_total', labels: { path: 'C:\\dir', quote: '"', lines: 'a\nb' }, value: 12 },
      ],
    });
    expect(encodeText(families)).toBe(text);
  });

  it.each([
    ['blanks around everything', '  a { b = "c" , } 1\n', 'a{b="c"} 1'],
    ['no blank after the labels', 'a{b="c"}1\n', 'a{b="c"} 1'],
    ['tabs', '\ta\t{\tb="c"}\t1\n', 'a{b="c"} 1'],
    ['nan and infinity in any case', 'a{n="1"} nAn\na{n="2"} -infinity\n', 'a{n="1"} NaN\na{n="2"} -Inf'],
    ['a value too near to zero as zero', 'a 1e-400\n', 'a 0'],
    ['an empty label value, as it is', 'a{b=""} 1\n', 'a{b=""} 1'],
    ['comments, whatever they say', '#\n# \n#!\r\n# EOF\n# UNIT a seconds\na 1\n', 'a 1'],
    ['blank lines, and blanks at the end of the text', '\n \t\na 1\n  ', 'a 1'],
    ['HELP and TYPE that say nothing', '# HELP\n# TYPE a\n# HELP a\na 1\n', 'a 1'],
  ])('takes %s', (_, text, samples) => {
    expect(faultsOf(text)).toEqual([]);
    expect(keptOf(text)).toBe(`# TYPE a untyped\n${samples}\n`);
  });

  it('takes a type in capitals and HELP after the samples', () => {
    expect(keptOf('#TYPE a COUNTER\na 1\n# HELP a b\n')).toBe('# HELP a b\n# TYPE a counter\na 1\n');
  });

  it('gives no family for HELP and TYPE without samples', () => {
    expect(parseText('# HELP a b\n# TYPE a counter\n')).toEqual({ families: [], faults: [] });
  });

  it('keeps timestamps only where it is told to', () => {
    expect(parseText('a 1 1700000000000\n', { timestamps: 'keep' }).families).toEqual([
      {
        name: 'a',
        type: 'untyped',
        help: '',
        samples: [{ name: 'a', labels: {}, value: 1, timestampMs: 1.7e12 }],
      },
    ]);
    expect(faultsOf('a 1 1700000000000\n')).toEqual([
      '1:5 a timestamp, which a Pushgateway refuses since it only knows the newest value: leave it out',
    ]);
  });
});

describe('a fault in a line names line, column, cause and cure, and takes that line alone', () => {
  it.each([
    [
      'a{b="c"} 1\r',
      11,
      'the line ends with a carriage return (Windows line ending): end lines with a single \\n',
    ],
    ['a 1 ', 4, 'blanks after the value: end the line right after it'],
    [
      'a 1 # {trace_id="x"} 0.5',
      5,
      'an exemplar or a comment after the number, which text 0.0.4 does not have: leave it out',
    ],
    ['a 1 apples', 5, 'text after the value: end the line right after the number'],
    [
      'a 1 1520879607.789',
      5,
      'a timestamp that is not in whole milliseconds (OpenMetrics has seconds): leave it out',
    ],
    ['a 0x1F', 3, 'the value "0x1F" is hexadecimal: write the number in decimal'],
    ['a 1_000', 3, 'the value "1_000" has "_" in it: write digits alone'],
    [
      'a 12,5',
      3,
      'the value "12,5" has a comma in it: write a point before the decimals, and nothing between thousands',
    ],
    ['a +NaN', 3, 'the value "+NaN" has a sign: write NaN'],
    ['a 1e400', 3, 'the value "1e400" is too large for a number: at most 1.8e308, or +Inf'],
    ['a one', 3, 'the value "one" is not a number: write it like 12, 0.5, 1e9, NaN or +Inf'],
    ['a', 2, 'the value is missing: write a number after the name'],
    ['a{b="c"}', 9, 'the value is missing: write a number after the name and its labels'],
    ['1a 1', 1, 'a metric name must begin here, but "1" cannot begin one: use a letter, "_" or ":"'],
    ['{} 3.14', 1, 'a metric name must begin here, but "{" cannot begin one: use a letter, "_" or ":"'],
    ['a-b 1', 2, '"-" cannot stand in a metric name: use letters, digits, "_" and ":"'],
    ['a{b="c" 1', 9, 'a "," or "}" must follow a label value'],
    ['a{b="c",', 9, 'the label set does not end: a closing "}" is missing'],
    ['a{b} 1', 4, 'a "=" must follow the label name "b"'],
    ['a{b=c} 1', 5, 'a label value must stand in double quotes'],
    ['a{"b"="c"} 1', 3, 'names in quotes are not of this format: write label names without quotes'],
    ['a{ö="c"} 1', 3, 'a label name must begin here, but "ö" cannot begin one: use a letter or "_"'],
    [
      'a{b="c} 1',
      5,
      'the label value does not end in this line: close it with ", and write a line break in it as \\n',
    ],
    [
      'a{b="\\d"} 1',
      6,
      'an escape that label values do not have: write a backslash as \\\\, a quote as \\" and a line break as \\n',
    ],
    ['a{b="1",b="2"} 1', 9, 'the label "b" is given twice: leave one out'],
    ['a{__name__="b"} 1', 3, 'the label __name__ is the metric name itself: write that before the "{" only'],
    [
      'a{__proto__="b"} 1',
      3,
      'the label name "__proto__" is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise',
    ],
    [
      '# HELP a \\d',
      10,
      'an escape that HELP does not have: write a backslash as \\\\ and a line break as \\n',
    ],
    ['# HELP a.b c', 9, '"." cannot stand in a metric name: use letters, digits, "_" and ":"'],
    [
      '# TYPE x\r',
      9,
      'the line ends with a carriage return (Windows line ending): end lines with a single \\n',
    ],
  ])('%j', (line, column, message) => {
    const text = `before 1\n${line}\nafter 1\n`;
    expect(faultsOf(text, 'keep')).toEqual([`2:${column} ${message}`]);
    expect(keptOf(text)).toBe('# TYPE before untyped\nbefore 1\n# TYPE after untyped\nafter 1\n');
  });

  it('counts columns in characters, not in bytes or halves of surrogate pairs', () => {
    expect(faultsOf('a{b="😀ä"} x\n')).toEqual([
      '1:11 the value "x" is not a number: write it like 12, 0.5, 1e9, NaN or +Inf',
    ]);
  });

  it('says nothing in a message that could steer a terminal, and cuts what is long', () => {
    const [fault] = faultsOf(`a \u001b[2J\u009b${'x'.repeat(1000)}\n`);
    expect(fault).toContain('"\\u001b[2J\\u009bxxx');
    expect(fault?.length).toBeLessThan(200);
  });

  it.each([
    'a_NAME{b} 1',
    '# TYPE NAME info',
    'NAME-',
    'a{NAME="1",NAME="2"} 1',
    'a{__NAME="1"} 1',
    'NAME{b="c"} 1\nNAME{b="c"} 1',
  ])('never repeats a long name: %s', (line) => {
    const { faults } = parseText(`${line.replaceAll('NAME', 'x'.repeat(10_000))}\n`);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message.length).toBeLessThan(400);
  });

  it('lists a hundred faults and says how many more there are', () => {
    const { faults } = parseText('!\n'.repeat(250));
    expect(faults).toHaveLength(101);
    expect(faults[100]).toEqual({
      line: 101,
      column: 1,
      message: '150 more faults are not listed: mend these first',
    });
  });
});

describe('a text as a whole', () => {
  it('loses its last line when that does not end, for it may be cut off', () => {
    expect(faultsOf('a 1\nb 12')).toEqual([
      '2:5 the last line does not end, so it may be cut off: end it with \\n (curl: --data-binary, not --data)',
    ]);
    expect(keptOf('a 1\nb 12')).toBe('# TYPE a untyped\na 1\n');
    expect(faultsOf('a 1\n# EOF')).toHaveLength(1);
  });

  it('is told to leave the byte-order mark out, and loses nothing', () => {
    expect(faultsOf('\ufeffa 1\n')).toEqual([
      '1:1 the text begins with a byte-order mark: save it as UTF-8 without one',
    ]);
    expect(keptOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x20, 0x31, 0x0a]))).toBe(
      '# TYPE a untyped\na 1\n',
    );
  });

  it('loses the lines that are not UTF-8', () => {
    const latin1 = Uint8Array.from('a{b="x"} 1\na{b="\xe4"} 2\na{b="y"} 3\n', (character) =>
      character.charCodeAt(0),
    );
    expect(faultsOf(latin1)).toEqual(['2:6 bytes that are not UTF-8: encode the text as UTF-8']);
    expect(keptOf(latin1)).toBe('# TYPE a untyped\na{b="x"} 1\na{b="y"} 3\n');
    expect(faultsOf('a{b="\ud800"} 1\n')).toEqual(['1:6 bytes that are not UTF-8: encode the text as UTF-8']);
  });

  it('may hold replacement characters when it is UTF-8', () => {
    expect(faultsOf('a{b="\ufffd"} 1\n')).toEqual([]);
  });
});

describe('lines of a family', () => {
  it('that stand apart are reported once and kept together', () => {
    const text = 'a{n="1"} 1\nb{n="1"} 1\na{n="2"} 2\nb{n="2"} 2\na{n="3"} 3\n';
    expect(faultsOf(text)).toEqual([
      '3:1 the lines of "a" stand apart (line 1 was the last before this one): keep all lines of a family together',
      '4:1 the lines of "b" stand apart (line 2 was the last before this one): keep all lines of a family together',
    ]);
    expect(keptOf(text)).toBe(
      '# TYPE a untyped\na{n="1"} 1\na{n="2"} 2\na{n="3"} 3\n# TYPE b untyped\nb{n="1"} 1\nb{n="2"} 2\n',
    );
  });

  it('that stand apart are kept without a word by a lenient reader, as are counters below 0', () => {
    const text = '# TYPE a counter\na{n="1"} -1\nb 1\na{n="2"} NaN\n';
    const { families, faults } = parseText(text, { lenient: true });
    expect(faults).toEqual([]);
    expect(encodeText(families)).toBe('# TYPE a counter\na{n="1"} -1\na{n="2"} NaN\n# TYPE b untyped\nb 1\n');
    expect(parseText('a 1\nb 1\na 2\n', { lenient: true })).toMatchObject({
      faults: [{ line: 3, message: expect.stringContaining('given twice') }],
      inconsistent: true,
    });
  });

  it('lose a second HELP, and a second TYPE that says the same', () => {
    const text = '# HELP a b\n# HELP a b\n# TYPE a gauge\n# TYPE a gauge\na 1\n';
    expect(faultsOf(text)).toEqual([
      '2:10 "a" has its HELP at line 1: leave this one out',
      '4:10 "a" has its TYPE at line 3: leave this one out',
    ]);
    expect(keptOf(text)).toBe('# HELP a b\n# TYPE a gauge\na 1\n');
  });

  it.each([
    [
      'two types',
      'a counter\n# TYPE a gauge',
      '2:10 "a" is a counter since line 1 and cannot be a gauge too: keep one TYPE',
    ],
    [
      'a type that is none',
      'a number',
      '1:10 "number" is not a metric type: use counter, gauge, histogram, summary or untyped',
    ],
    [
      'a type of OpenMetrics',
      'a info',
      '1:10 "info" is a type of OpenMetrics, which text 0.0.4 does not have: use counter, gauge, histogram, summary or untyped',
    ],
    ['a type and blanks', 'a gauge ', '1:15 blanks after the type: end the line right after it'],
    [
      'a type and a Windows line ending',
      'a gauge\r',
      '1:15 the line ends with a carriage return (Windows line ending): end lines with a single \\n',
    ],
  ])('are lost when their type is in doubt: %s', (_, type, fault) => {
    const text = `# TYPE ${type}\na 1\na_info 1\nafter 1\n`;
    expect(faultsOf(text)).toEqual([`${fault} (the family "a" is left out)`]);
    expect(keptOf(text)).toBe('# TYPE after untyped\nafter 1\n');
  });

  it('are lost when their TYPE follows samples', () => {
    const text = 'a 1\n# TYPE a counter\na{b="c"} 1\nafter 1\n';
    expect(faultsOf(text)).toEqual([
      '2:10 the TYPE of "a" follows its samples: put it before them (the family "a" is left out)',
    ]);
    expect(keptOf(text)).toBe('# TYPE after untyped\nafter 1\n');
  });

  it.each([
    [' ', '2:19 blanks after the value: end the line right after it'],
    ['\r', '2:19 the line ends with a carriage return (Windows line ending): end lines with a single \\n'],
    [
      ' 5',
      '2:20 a timestamp, which a Pushgateway refuses since it only knows the newest value: leave it out',
    ],
  ])('of a histogram are lost together when one of them is: %j after the value', (after, fault) => {
    const text = `# TYPE h histogram\nh_bucket{le="1"} 1${after}\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n# TYPE g gauge\ng 1\n`;
    expect(faultsOf(text)).toEqual([`${fault} (the family "h" is left out)`]);
    expect(keptOf(text)).toBe('# TYPE g gauge\ng 1\n');
  });

  it('of a histogram have no TYPE of their own', () => {
    const text = '# TYPE h histogram\n# TYPE h_count counter\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n';
    expect(faultsOf(text)).toEqual([
      '2:16 "h_count" is a part of the histogram "h" and has no TYPE of its own: leave it out',
    ]);
    expect(parseText(text).families).toHaveLength(1);
  });
});

describe('a text with timestamps that are to be reported', () => {
  it('keeps its samples and names the place of each, as what does not go together', () => {
    const { families, faults, inconsistent } = parseText('a{b="1"} 1 5\na{b="2"} 1\nc 1\t0\n', {
      timestamps: 'report',
    });
    expect(families.map(({ samples }) => samples.length)).toEqual([2, 1]);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [1, 12],
      [3, 5],
    ]);
    expect(inconsistent).toBe(true);
  });
});

it('says where each sample stands, for whoever asks', () => {
  const positions = new Map<Sample, Position>();
  const { families } = parseText('a 1\n\n  b{c="1"} 2\n', { positions });
  const places = families.flatMap(({ samples }) => samples.map((sample) => positions.get(sample)));
  expect(places).toEqual([
    { line: 1, column: 1 },
    { line: 3, column: 3 },
  ]);
});

describe('a text is inconsistent', () => {
  it('when every line can be read and they do not go together', () => {
    expect(parseText('a 1\na 2\n').inconsistent).toBe(true);
    expect(parseText('# TYPE h histogram\nh_sum 1\nh_count 1\n').inconsistent).toBe(true);
  });

  it('not when a line cannot be read, and not when there is no fault', () => {
    expect(parseText('a 1\na 2\na x\n').inconsistent).toBeUndefined();
    expect(parseText('a 1\n').inconsistent).toBeUndefined();
  });
});

describe('faults beyond syntax point at the line of the sample', () => {
  it.each([
    ['a 1\nb 1\nb 2\n', '3:1 the series b is given twice: leave one out, or tell them apart by a label'],
    [
      'a{b="",c="d"} 1\na{c="d"} 2\n',
      '2:1 the series a{c="d"} is given twice: leave one out, or tell them apart by a label',
    ],
    [
      '# TYPE a counter\n  a -1\n',
      '2:3 the counter "a" is -1, but a counter only grows from 0: make it a gauge, or mend what counts',
    ],
    [
      'h_count 1\n# TYPE h histogram\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n',
      '1:1 the name "h_count" belongs to the histogram "h": rename one, or if it is part of it, put it under its TYPE line',
    ],
  ])('%j', (text, fault) => {
    expect(faultsOf(text)[0]).toEqual(fault);
  });
});
