import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupView, KeptGroup } from '../../../main/gateway/gateway';
import { decodeGroups, encodeGroups } from '../../../main/gateway/group-file';
import { labelSet, validFamilies } from '../../support/arbitrary-families';

const timeMs = fc.integer({ min: 1, max: 8_640_000_000_000_000 });
const group: fc.Arbitrary<KeptGroup> = fc
  .record({
    labels: labelSet,
    families: validFamilies,
    createdAtMs: timeMs,
    times: fc.record({ pushedAtMs: timeMs, failedAtMs: timeMs }, { requiredKeys: [] }),
    lastPushFailed: fc.boolean(),
    via: fc.array(fc.constant('00000000000000ab'), { maxLength: 2 }),
    ttl: fc.record({ ttlMs: timeMs }, { requiredKeys: [] }),
  })
  .map(({ labels, families, createdAtMs, times, lastPushFailed, via, ttl }) => ({
    groupingKey: { ...labels, job: 'x' },
    families: families.map((family) => ({ ...family, pushedAtMs: createdAtMs })),
    createdAtMs,
    ...times,
    lastPushFailed,
    via,
    ...ttl,
  }));

function fileOf(groups: readonly KeptGroup[]): string {
  return [...encodeGroups(groups.map((kept): GroupView => ({ ...kept, revision: 1 })))].join('');
}

describe('a file of groups', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 4 }), (groups) => {
        expect(decodeGroups(fileOf(groups))).toEqual({ ok: true, value: groups });
      }),
    );
  });

  it('that is cut off anywhere is refused whole', () => {
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 3 }),
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (groups, share) => {
          const text = fileOf(groups);
          expect(decodeGroups(text.slice(0, Math.floor(share * text.length))).ok).toBe(false);
        },
      ),
    );
  });

  const plain: KeptGroup = {
    groupingKey: { job: 'x' },
    families: [],
    createdAtMs: 1,
    lastPushFailed: false,
    via: [],
  };
  const family = {
    name: 'm',
    type: 'gauge',
    help: '',
    samples: [{ name: 'm', labels: {}, value: 1 }],
  } as const;
  const text = fileOf([{ ...plain, families: [{ ...family, pushedAtMs: 1 }] }]);

  it.each([
    ['nothing', ''],
    ['something else', '{"version":1}\n'],
    ['a group too few', text.replace('"groups":1', '"groups":2')],
    ['a job that is empty', text.replace('"job":"x"', '"job":""')],
    ['a label that is none', text.replace('"job":"x"', '"job":"x","__a":"b"')],
    ['a family that is none', text.replace('m 1', 'm{ 1')],
    ['a family without samples', text.replace('m 1\\n', '')],
    ['a key too many', text.replace('"createdAtMs"', '"colour":1,"createdAtMs"')],
  ])('is refused when it holds %s', (_title, changed) => {
    expect(decodeGroups(text)).toMatchObject({ ok: true });
    expect(changed).not.toBe(text);
    expect(decodeGroups(changed)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  });

  it('of a newer format is refused as such', () => {
    expect(decodeGroups(text.replace('"version":1', '"version":2'))).toMatchObject({
      error: { code: 'newer' },
    });
  });
});
