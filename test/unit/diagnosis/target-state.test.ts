import { describe, expect, it } from 'vitest';
import {
  codesOf,
  cycleMs,
  DiagnosisBench,
  type Differing,
  down,
  findingOf,
  losing,
} from '../../support/diagnosis-bench';

type Change = NonNullable<Differing['targets']>[string];

/** Of `quad9`, after each of these cycles, beside whether there is a finding. */
function courseOf(...cycles: readonly Change[]): string[] {
  const bench = new DiagnosisBench();
  return cycles.map((quad9) => {
    const [code] = codesOf(bench.see(1, { targets: { quad9 } }));
    return `${bench.stateOf('quad9')}, ${code}`;
  });
}

const unresolvable = { outcome: 'unresolvable' } as const;
const never = { outcome: undefined, atMs: undefined } as never;

describe('the state of a target', () => {
  it('is losing packets as long as the verdict says so, also in a cycle that lost none', () => {
    expect(courseOf({}, losing(0.5), losing(0.5), {}, {})).toEqual([
      'up, all_well',
      'up, all_well',
      'loss, targets_loss',
      'loss, targets_loss',
      'up, all_well',
    ]);
  });

  it('stays the same beside a packet lost by chance', () => {
    expect(courseOf({}, losing(0.25), {})).toEqual(Array(3).fill('up, all_well'));
  });

  it('is down from the second cycle without an answer until the verdict has it so no more', () => {
    expect(courseOf({}, down, down, {}, {})).toEqual([
      'up, all_well',
      'up, all_well',
      'down, targets_down',
      'down, targets_down',
      'up, all_well',
    ]);
  });

  it('is down since nothing came back, and not since it first lost some of its packets', () => {
    const bench = new DiagnosisBench();
    bench.see(4, { targets: { quad9: losing(0.5) } });
    const beganMs = bench.nowMs + cycleMs;
    const { sinceMs, evidence } = findingOf(bench.see(3, { targets: { quad9: down } }), 'targets_down');
    expect(sinceMs).toBe(beganMs);
    expect(evidence).toMatchObject([
      { code: 'no_answer', values: { cycles: 3, lastAnswerAtMs: beganMs - cycleMs } },
    ]);
  });

  it('is not said to be up that never answered', () => {
    expect(courseOf(never, down, down)).toEqual([
      'waiting, all_well',
      'waiting, all_well',
      'down, targets_down',
    ]);
  });

  it('is that it could not be probed from the first cycle on', () => {
    expect(courseOf({}, unresolvable, unresolvable, {})).toEqual([
      'up, all_well',
      'unknown, all_well',
      'unknown, targets_not_probed',
      'up, all_well',
    ]);
  });
});
