import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moment, MomentMaker } from '../../../main/destinations/remote-write/moment';
import { compressSnappy } from '../../../main/destinations/remote-write/snappy';
import { packMoment, unpackMoment } from '../../../main/destinations/remote-write/stored-moment';
import { writeRequest } from '../../../main/destinations/remote-write/write-request';
import { counter, gauge, type Labels, type MetricFamily } from '../../../main/metrics/model';
import { labelSet, validFamilies } from '../../support/arbitrary-families';
import { unsnappy } from '../../support/unsnappy';
import { decodeVersion1, decodeVersion2, staleBits } from '../../support/write-request-decode';

const atMs = 1_790_000_000_123;
const group: Labels = { job: 'pushtray', instance: 'web1' };
const notANumberBits = 0x7ff8000000000001n;

function momentOf(
  atMs: number,
  families: readonly MetricFamily[],
  groupingKey: Labels,
  forwarded: readonly MetricFamily[] = [],
): Moment {
  return new MomentMaker().moment({ takenAtMs: atMs, families, forwarded }, groupingKey);
}

const anyMoment = fc
  .record({ families: validFamilies, labels: labelSet, atMs: fc.nat(2 ** 42) })
  .map(({ families, labels, atMs }) => momentOf(atMs, families, { ...labels, ...group }));

/** With some of its series ended and some begun. */
const mixedMoment = fc.tuple(anyMoment, fc.infiniteStream(fc.nat(3))).map(([moment, dice]): Moment => {
  const series = moment.series.map((one) => {
    switch (dice.next().value) {
      case 0:
        return { ...one, value: 'stale' as const };
      case 1:
        return { ...one, startMs: Math.floor(moment.atMs / 2) };
      default:
        return one;
    }
  });
  return { ...moment, series };
});

function bitsOf(value: number | 'stale'): bigint {
  if (value === 'stale') return staleBits;
  if (Number.isNaN(value)) return notANumberBits;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.readBigUInt64LE();
}

describe('a write request', () => {
  it.each([
    ['1.0', decodeVersion1],
    ['2.0', decodeVersion2],
  ] as const)(
    'of version %s says every series, value and time to whoever knows the definitions',
    (version, decode) => {
      fc.assert(
        fc.property(mixedMoment, (moment) => {
          const decoded = decode(writeRequest(version, moment));
          expect(
            decoded.map(({ labels, samples }) => ({
              labels,
              samples: samples.map(({ valueBits, timestampMs }) => [valueBits, timestampMs]),
            })),
          ).toEqual(
            moment.series.map(({ labels, value }) => ({ labels, samples: [[bitsOf(value), moment.atMs]] })),
          );
        }),
      );
    },
  );

  it('of version 2.0 says type, help and start of each series too', () => {
    fc.assert(
      fc.property(mixedMoment, (moment) => {
        const types = { untyped: 0, counter: 1, gauge: 2, histogram: 3, summary: 5 };
        expect(
          decodeVersion2(writeRequest('2.0', moment)).map(({ metadata, samples: [sample] }) => ({
            ...metadata,
            startMs: sample?.startMs,
          })),
        ).toEqual(
          moment.series.map(({ family, startMs }) => ({
            type: types[family.type],
            help: family.help,
            startMs: startMs !== undefined && startMs < moment.atMs ? startMs : undefined,
          })),
        );
      }),
    );
  });

  it('ends a series with the very bits of a staleness marker', () => {
    const [series] = momentOf(atMs, [], group).series;
    if (!series) throw new Error('no up');
    const message = writeRequest('1.0', { atMs, series: [{ ...series, value: 'stale' }] });
    expect(message.includes(Buffer.from('02000000 0000f07f'.replace(' ', ''), 'hex'))).toBe(true);
  });

  it('has labels that are sorted, unique and not empty, with name, job and instance, and every series once', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const seen = new Set<string>();
        for (const { labels } of decodeVersion1(writeRequest('1.0', moment))) {
          const names = labels.map(([name]) => name);
          expect(names).toEqual([...new Set(names)].sort());
          expect(labels.every(([, value]) => value !== '')).toBe(true);
          expect(Object.fromEntries(labels)).toMatchObject(group);
          expect(names).toContain('__name__');
          const key = JSON.stringify(labels);
          expect(seen).not.toContain(key);
          seen.add(key);
        }
      }),
    );
  });

  it('lets the labels of the group win, and gives up of its own', () => {
    const families = [
      gauge('up', '', [[{}, 7]]),
      gauge('warm', '', [
        [{ job: 'theirs', room: 'hall' }, 1],
        [{ room: 'hall' }, 2],
      ]),
    ];
    expect(momentOf(atMs, families, group).series.map(({ labels, value }) => [labels, value])).toEqual([
      [
        [
          ['__name__', 'up'],
          ['instance', 'web1'],
          ['job', 'pushtray'],
        ],
        1,
      ],
      [
        [
          ['__name__', 'warm'],
          ['instance', 'web1'],
          ['job', 'pushtray'],
          ['room', 'hall'],
        ],
        1,
      ],
    ]);
  });

  it('keeps the labels of what is forwarded, and gives way to none of it', () => {
    const forwarded = [
      gauge('done', '', [[{ job: 'backup', instance: '' }, 1]]),
      gauge('warm', '', [[{ job: 'pushtray', instance: 'web1' }, 9]]),
    ];
    const { series } = momentOf(atMs, [gauge('warm', '', [[{}, 2]])], group, forwarded);
    const shown = series.map(({ labels, value }) => [Object.fromEntries(labels), value]);
    expect(shown).toEqual([
      [{ __name__: 'up', job: 'pushtray', instance: 'web1' }, 1],
      [{ __name__: 'warm', job: 'pushtray', instance: 'web1' }, 2],
      [{ __name__: 'done', job: 'backup' }, 1],
    ]);
  });

  it('leaves out samples with a timestamp of their own', () => {
    const timed = {
      ...gauge('timed', '', []),
      samples: [{ name: 'timed', labels: {}, value: 1, timestampMs: 5 }],
    };
    expect(momentOf(atMs, [timed, counter('c_total', '', [[{}, 1]])], group).series).toHaveLength(2);
  });
});

/** Families with some samples gone, others at another place, and label sets that are equal but not the same objects. */
const changed = (families: readonly MetricFamily[], dice: Iterator<number>): MetricFamily[] =>
  families.flatMap((family) => {
    const samples = family.samples.flatMap((sample) => {
      const labels = { ...sample.labels };
      return [[sample], [sample], [{ ...sample, labels, value: 7 }], []][dice.next().value] ?? [];
    });
    return dice.next().value === 0 ? [] : { ...family, samples };
  });

describe('moments one after the other', () => {
  it('are each as if it were the first, and so are their requests', () => {
    const keys = fc.constantFrom<Labels>(group, { ...group, site: 'x' });
    fc.assert(
      fc.property(validFamilies, fc.infiniteStream(fc.nat(3)), fc.array(keys), (families, dice, groups) => {
        const maker = new MomentMaker();
        let own: readonly MetricFamily[] = families;
        for (const groupingKey of groups) {
          const forwarded = changed(families, dice);
          const moment = maker.moment({ takenAtMs: atMs, families: own, forwarded }, groupingKey);
          expect(moment).toEqual(momentOf(atMs, own, groupingKey, forwarded));
          const decoded = decodeVersion1(writeRequest('1.0', moment));
          expect(decoded.map(({ labels }) => labels)).toEqual(moment.series.map(({ labels }) => labels));
          own = changed(own, dice);
        }
      }),
    );
  });

  it('name a series that stays in its place once', () => {
    const maker = new MomentMaker();
    const snapshot = (value: number) => {
      const points = [{ target: 'a' }, { target: 'b' }].map((labels) => [labels, value] as const);
      return { takenAtMs: atMs + value, families: [gauge('warm', '', points)] };
    };
    const [first, second] = [1, 2].map((value) => maker.moment(snapshot(value), group).series.slice(1));
    expect(first).toHaveLength(2);
    second?.forEach(({ labels }, index) => {
      expect(labels).toBe(first?.[index]?.labels);
    });
  });
});

describe('what waits on disk', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(mixedMoment, (moment) => {
        expect(unpackMoment(moment.atMs, packMoment(moment))).toEqual(moment);
      }),
    );
  });
});

describe('the compressor', () => {
  const repetitive = fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 40 })), {
      maxLength: 60,
    })
    .map((parts) => Buffer.concat(parts.flatMap(([bytes, times]) => Array<Uint8Array>(times).fill(bytes))));

  it('loses nothing of any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 5_000 }), repetitive), (bytes) => {
        expect(unsnappy(compressSnappy(bytes)).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it.each([0, 1, 3, 4, 5, 59, 60, 61, 256, 257, 65_535, 65_536, 65_537, 200_000])(
    'loses nothing of %d bytes, whether they repeat or not',
    (size) => {
      const random = Buffer.from(Array.from({ length: size }, () => Math.floor(Math.random() * 256)));
      for (const bytes of [random, Buffer.alloc(size, 'ab'), Buffer.alloc(size, random.subarray(0, 3_000))]) {
        expect(unsnappy(compressSnappy(bytes)).equals(bytes)).toBe(true);
      }
    },
  );

  it('makes a request of version 1.0 several times smaller', () => {
    const points = Array.from(
      { length: 500 },
      (_, i) => [{ target: `host-${i}`, ip_version: '4' }, i] as const,
    );
    const message = writeRequest('1.0', momentOf(atMs, [gauge('ping_rtt_mean_seconds', '', points)], group));
    expect(compressSnappy(message).length).toBeLessThan(message.length / 4);
  });

  it('adds next to nothing to what does not compress', () => {
    const random = Buffer.from(Array.from({ length: 100_000 }, () => Math.floor(Math.random() * 256)));
    expect(compressSnappy(random).length).toBeLessThan(101_000);
  });
});
