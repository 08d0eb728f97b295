import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFamilies } from '../../../main/metrics/protobuf-decode';
import { validFamilies } from '../../support/arbitrary-families';
import {
  canonical,
  delimited,
  doubleField,
  encodeProtobuf,
  integerField,
  labelField,
  messageField,
  stringField,
} from '../../support/protobuf-encode';

/** A gauge `g` of value 1, with more fields in its metric or in itself. */
const metric = (...more: Buffer[]) => messageField(4, messageField(2, doubleField(1, 1)), ...more);
const named = (name: string, ...fields: Buffer[]) =>
  delimited(Buffer.concat([stringField(1, name), ...fields]));
const gaugeNamed = (name: string, ...fields: Buffer[]) => named(name, integerField(3, 1), ...fields);
const sampleG = { name: 'g', labels: {}, value: 1 };

function messages(stream: Uint8Array): string[] {
  return decodeFamilies(stream).faults.map(({ message }) => message);
}

describe('protobuf', () => {
  it('gives back the families that were encoded', () => {
    fc.assert(
      fc.property(validFamilies, (families) => {
        expect(decodeFamilies(encodeProtobuf(families))).toEqual({
          families: canonical(families),
          faults: [],
        });
      }),
    );
  });

  it('of any bytes never throws, and gives families only without faults in them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { families, faults } = decodeFamilies(bytes);
        expect(families.every(({ samples }) => samples.length > 0)).toBe(true);
        expect(faults.every(({ line, column }) => line === 0 && column === 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('with bytes changed, put in or taken away never throws', () => {
    const damage = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(2),
      fc.uint8Array({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(validFamilies, damage, (families, [place, removed, added]) => {
        const bytes = encodeProtobuf(families);
        const at = Math.floor(place * bytes.length);
        const damaged = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
        expect(() => decodeFamilies(damaged)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it('that is cut off anywhere within a message gives no family', () => {
    const whole = gaugeNamed('g', metric());
    for (let end = 1; end < whole.length; end += 1) {
      expect(decodeFamilies(whole.subarray(0, end))).toMatchObject({ families: [] });
      expect(decodeFamilies(whole.subarray(0, end)).faults).toHaveLength(1);
    }
    expect(decodeFamilies(whole.subarray(0, 0))).toEqual({ families: [], faults: [] });
  });

  it.each([
    ['a text', Buffer.from('m 1\n')],
    ['a length beyond the end', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f])],
    ['a length without end', Buffer.alloc(20, 0xff)],
    ['a field numbered 0', named('g', Buffer.from([0, 1]))],
    ['a group', named('g', Buffer.from([0x0b, 0x0c]))],
    ['a metric that is no message', named('g', stringField(4, Buffer.from([0x0a, 9])))],
    ['a label that is no message', gaugeNamed('g', metric(stringField(1, Buffer.from([0x0a, 9]))))],
  ])('does not take %s for messages, and leaves no trace of it', (_title, stream) => {
    const { families, faults, inconsistent } = decodeFamilies(stream);
    expect({ families, inconsistent }).toEqual({ families: [], inconsistent: undefined });
    expect(faults[0]?.message).toContain('Content-Type');
  });

  it('takes what is absent as its default: type counter, value 0, no help', () => {
    expect(decodeFamilies(named('c', messageField(4, messageField(3)))).families).toEqual([
      { name: 'c', type: 'counter', help: '', samples: [{ name: 'c', labels: {}, value: 0 }] },
    ]);
  });

  it('passes over fields that it does not know, and known ones of another wire type', () => {
    const unknown = [
      integerField(99, 1),
      doubleField(98, 1),
      stringField(97, 'x'),
      Buffer.from([0x65, 1, 2, 3, 4]),
    ];
    const stream = gaugeNamed('g', ...unknown, integerField(4, 5), metric(...unknown));
    expect(decodeFamilies(stream)).toEqual({
      families: [{ name: 'g', type: 'gauge', help: '', samples: [sampleG] }],
      faults: [],
    });
  });

  it('lets the last of a repeated field and of a repeated family count', () => {
    const again = gaugeNamed('old', stringField(1, 'g'), metric(messageField(2, doubleField(1, 7))));
    const { families } = decodeFamilies(Buffer.concat([gaugeNamed('g', metric()), again]));
    expect(families.map(({ name, samples }) => [name, samples.map(({ value }) => value)])).toEqual([
      ['g', [7]],
    ]);
  });

  it('leaves a family without metrics out', () => {
    expect(decodeFamilies(gaugeNamed('g'))).toEqual({ families: [], faults: [] });
  });

  it('keeps a timestamp, even 0, for whoever refuses it', () => {
    const samples = decodeFamilies(gaugeNamed('g', metric(integerField(6, 0)))).families[0]?.samples;
    expect(samples).toEqual([{ ...sampleG, timestampMs: 0 }]);
  });

  it('gives a histogram the bucket +Inf that it lacks', () => {
    const bucket = messageField(3, integerField(1, 1), doubleField(2, 1e6));
    const histogram = messageField(4, messageField(7, integerField(1, 3), doubleField(2, 1.5), bucket));
    const [family] = decodeFamilies(named('h', integerField(3, 4), histogram)).families;
    expect(family?.samples).toEqual([
      { name: 'h_bucket', labels: { le: '1e+06' }, value: 1 },
      { name: 'h_bucket', labels: { le: '+Inf' }, value: 3 },
      { name: 'h_sum', labels: {}, value: 1.5 },
      { name: 'h_count', labels: {}, value: 3 },
    ]);
  });

  it.each([
    ['a gauge histogram', named('u', integerField(3, 5), metric()), 'type number 5'],
    ['a value of another type', named('c', integerField(3, 0), metric()), 'no value of that type'],
    ['a label twice', gaugeNamed('g', metric(labelField('a', '1'), labelField('a', '2'))), '"a"'],
    ['an illegal label name', gaugeNamed('g', metric(labelField('1a', '1'))), '"1a"'],
    ["an object's own label name", gaugeNamed('g', metric(labelField('__proto__', '1'))), '__proto__'],
    [
      'a label value that is not UTF-8',
      gaugeNamed('g', metric(labelField('a', Buffer.from([0xff])))),
      'UTF-8',
    ],
    ['a HELP that is not UTF-8', gaugeNamed('g', stringField(2, Buffer.from([0xff])), metric()), 'UTF-8'],
    ['no name', gaugeNamed('', metric()), 'not a metric name'],
    ['an illegal name', gaugeNamed('1-x', metric()), '"1-x"'],
    ['a series twice', gaugeNamed('g', metric(), metric()), 'twice'],
    [
      'a label quantile in a summary',
      named('s', integerField(3, 2), messageField(4, labelField('quantile', '1'), messageField(4))),
      '"quantile"',
    ],
    [
      'buckets that count in fractions',
      named('h', integerField(3, 4), messageField(4, messageField(7, doubleField(4, 1.5)))),
      '1.5',
    ],
  ])('reports %s as inconsistent', (_title, stream, reason) => {
    expect(decodeFamilies(stream).inconsistent).toBe(true);
    expect(messages(stream).join()).toContain(reason);
  });

  it('lists a hundred faults and counts the others', () => {
    const stream = gaugeNamed('g', ...Array.from({ length: 150 }, () => metric()));
    expect(messages(stream)).toHaveLength(101);
    expect(messages(stream).at(-1)).toContain('49 more');
  });
});
