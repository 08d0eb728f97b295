import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { underOurLabels } from '../../../main/collectors/exported-labels';
import { exportLabels } from '../../../main/metrics/exported-labels';
import { gauge, type Labels, type Point } from '../../../main/metrics/model';
import { finish } from '../../../main/metrics/steps';
import { validateFamilies } from '../../../main/metrics/validate';

const names = ['a', 'job', 'instance', 'exported_job', 'exported_exported_job', 'exported_a'];
const labels = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('x', 'y'));
const taken = new Set(['job', 'instance', 'a', 'exported_a']);

describe('labels of a name that somebody else gives', () => {
  it('are renamed without losing a value', () => {
    fc.assert(
      fc.property(fc.array(labels), (theirs) => {
        const ours = exported(theirs);
        expect(ours.map(valuesOf)).toEqual(theirs.map(valuesOf));
        for (const name of ours.flatMap(Object.keys)) expect(taken).not.toContain(name);
      }),
    );
  });

  it('never make one series of two, whichever labels these have', () => {
    fc.assert(
      fc.property(fc.array(labels), (theirs) => {
        const { families } = validateFamilies([familyOf(theirs)]);
        const { faults } = validateFamilies(exportLabels(families, taken));
        expect(faults).toEqual([]);
      }),
    );
  });

  it('get a name that no other sample of the family has', () => {
    expect(exported([{ job: 'x' }, { exported_job: 'x' }])).toEqual([
      { exported_exported_job: 'x' },
      { exported_job: 'x' },
    ]);
  });

  it('leave a family as it is where there are none', () => {
    const family = familyOf([{ b: 'x' }]);
    expect(exportLabels([family], taken)[0]).toBe(family);
  });
});

describe('families that others wrote, under our labels', () => {
  it('never name our job and instance, and have the labels that are added', () => {
    const theirs = familyOf([{ job: 'j', instance: 'i', site: 'theirs' }]);
    const [family] = finish(underOurLabels([theirs], { site: 'ours' }));
    expect(family?.samples[0]?.labels).toEqual({
      exported_job: 'j',
      exported_instance: 'i',
      exported_site: 'theirs',
      site: 'ours',
    });
  });
});

function familyOf(all: readonly Labels[]) {
  return gauge(
    'm',
    '',
    all.map((one): Point => [one, 1]),
  );
}

function exported(theirs: readonly Labels[]): Labels[] {
  return exportLabels([familyOf(theirs)], taken).flatMap(({ samples }) =>
    samples.map((sample) => sample.labels),
  );
}

function valuesOf(one: Labels): string[] {
  return Object.values(one).sort();
}
