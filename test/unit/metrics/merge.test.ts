import { describe, expect, it } from 'vitest';
import { mergeFamilies } from '../../../main/metrics/merge';
import { counter, gauge, type Labels, type MetricFamily } from '../../../main/metrics/model';

function histogram(name: string, labels: Labels, count: number, ...bounds: string[]): MetricFamily {
  const buckets = [...bounds, '+Inf'].map((le) => ({
    name: `${name}_bucket`,
    labels: { ...labels, le },
    value: count,
  }));
  const totals = ['_sum', '_count'].map((suffix) => ({ name: name + suffix, labels, value: count }));
  return { name, type: 'histogram', help: '', samples: [...buckets, ...totals] };
}

describe('mergeFamilies', () => {
  it('keeps families of different names in the order of the slots', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => gauge(name, '', [[{}, 1]])) as [
      MetricFamily,
      MetricFamily,
      MetricFamily,
    ];
    expect(
      mergeFamilies([
        { owner: 'one', families: [b, a] },
        { owner: 'two', families: [c] },
      ]),
    ).toEqual({ families: [b, a, c], dropped: [] });
  });

  it('makes one family of those of one name and type, with the first HELP there is', () => {
    const merged = mergeFamilies([
      { owner: 'one', families: [gauge('a', '', [[{ n: '1' }, 1]])] },
      { owner: 'two', families: [gauge('a', 'Help.', [[{ n: '2' }, 2]])] },
    ]);
    expect(merged).toEqual({
      families: [
        gauge('a', 'Help.', [
          [{ n: '1' }, 1],
          [{ n: '2' }, 2],
        ]),
      ],
      dropped: [],
    });
  });

  it('drops the later of equal series and tells its owner once', () => {
    const merged = mergeFamilies([
      {
        owner: 'one',
        families: [
          gauge('a', '', [
            [{ n: '1', m: '1' }, 1],
            [{ n: '2' }, 1],
          ]),
        ],
      },
      {
        owner: 'two',
        families: [
          gauge('a', '', [
            [{ m: '1', n: '1', o: '' }, 2],
            [{ n: '2' }, 2],
            [{ n: '3' }, 2],
          ]),
        ],
      },
    ]);
    expect(merged.families[0]?.samples.map(({ value }) => value)).toEqual([1, 1, 2]);
    expect(merged.dropped).toEqual([
      { owner: 'two', message: 'a{m="1",n="1"} and 1 more left out: "one" gives the same already.' },
    ]);
  });

  it('keeps or drops a histogram whole, whatever its buckets', () => {
    const first = histogram('h', { host: 'a' }, 1, '1', '5');
    const other = histogram('h', { host: 'b' }, 3, '1');
    const second = {
      ...other,
      samples: [...histogram('h', { host: 'a' }, 2, '2').samples, ...other.samples],
    };
    expect(
      mergeFamilies([
        { owner: 'one', families: [first] },
        { owner: 'two', families: [second] },
      ]),
    ).toEqual({
      families: [{ ...first, samples: [...first.samples, ...other.samples] }],
      dropped: [{ owner: 'two', message: 'h{host="a"} left out: "one" gives the same already.' }],
    });
  });

  it.each([
    [
      'a counter of the same name',
      gauge('a', '', [[{}, 1]]),
      counter('a', '', [[{ n: '1' }, 1]]),
      'The counter "a" is left out: "one" gives it as a gauge.',
    ],
    [
      'a name that belongs to a histogram',
      histogram('h', {}, 1),
      gauge('h_count', '', [[{}, 1]]),
      'The gauge "h_count" is left out: its name belongs to the histogram "h" of "one".',
    ],
    [
      'a histogram one of whose names is taken',
      gauge('h_sum', '', [[{}, 1]]),
      histogram('h', {}, 1),
      'The histogram "h" is left out: "one" gives "h_sum" as a metric of its own.',
    ],
  ])('drops %s', (_, earlier, later, message) => {
    expect(
      mergeFamilies([
        { owner: 'one', families: [earlier] },
        { owner: 'two', families: [later] },
      ]),
    ).toEqual({ families: [earlier], dropped: [{ owner: 'two', message }] });
  });

  describe('a family that its slot yields', () => {
    const yielded = gauge('waits', 'From the kernel.', [[{}, 1]]);
    const kernel = { owner: 'tcp', families: [yielded, gauge('states', '', [[{}, 1]])], yields: ['waits'] };

    it('stays while nobody else gives it', () => {
      expect(mergeFamilies([kernel]).families).toEqual(kernel.families);
    });

    it('makes room for one of another slot, before or after, and nobody is told', () => {
      const script = { owner: 'script', families: [counter('waits', '', [[{}, 2]])] };
      for (const slots of [
        [kernel, script],
        [script, kernel],
      ]) {
        const { families, dropped } = mergeFamilies(slots);
        expect(families.find(({ name }) => name === 'waits')).toBe(script.families[0]);
        expect(families).toHaveLength(2);
        expect(dropped).toEqual([]);
      }
    });

    it('is given once when two slots yield it', () => {
      const { families, dropped } = mergeFamilies([kernel, { ...kernel, owner: 'tcp2' }]);
      expect(families).toEqual(kernel.families);
      expect(dropped.map(({ owner }) => owner)).toEqual(['tcp2', 'tcp2']);
    });
  });
});
