import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { underOurLabels } from '../../../main/collectors/exported-labels';
import { gauge, type Labels } from '../../../main/metrics/model';

const names = ['a', 'job', 'instance', 'exported_job', 'exported_exported_job', 'exported_a'];
const labels = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('x', 'y'));

describe('labels of families that others wrote', () => {
  it('never lose a value, nor name our job and instance', () => {
    fc.assert(
      fc.property(labels, (theirs) => {
        const ours = relabelled(theirs);
        expect(Object.values(ours).sort()).toEqual(Object.values(theirs).sort());
        expect(ours).not.toHaveProperty('job');
        expect(ours).not.toHaveProperty('instance');
      }),
    );
  });

  it('keep two series apart', () => {
    fc.assert(
      fc.property(labels, labels, (one, other) => {
        fc.pre(JSON.stringify(sorted(one)) !== JSON.stringify(sorted(other)));
        fc.pre(JSON.stringify(Object.keys(sorted(one))) === JSON.stringify(Object.keys(sorted(other))));
        expect(relabelled(one)).not.toEqual(relabelled(other));
      }),
    );
  });
});

function relabelled(theirs: Labels): Labels {
  const [family] = underOurLabels([gauge('m', '', [[theirs, 1]])], {});
  return family?.samples[0]?.labels ?? {};
}

function sorted(unordered: Labels): Labels {
  return Object.fromEntries(Object.entries(unordered).sort());
}
