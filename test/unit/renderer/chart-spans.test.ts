import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../main/contract/marks';
import { knownSilences, silencesOf, spansOf } from '../../../renderer/charts/spans';

const view = { fromMs: 0, toMs: 100_000 };
const every5s = (fromMs: number, toMs: number) =>
  Array.from({ length: Math.floor((toMs - fromMs) / 5000) + 1 }, (_, index) => fromMs + index * 5000);
const silencesIn = (timesMs: readonly number[], marks: readonly Mark[] = [], nowMs = 100_000) =>
  silencesOf({ timesMs, view, gapMs: 12_500, marks, nowMs });

describe('what marks say of a stretch of time', () => {
  it('is asleep, paused or not running until the mark that ends it, cut to what is seen', () => {
    const spans = spansOf(
      [
        { atMs: -5000, kind: 'asleep' },
        { atMs: 10_000, kind: 'awake' },
        { atMs: 20_000, kind: 'paused' },
        { atMs: 30_000, kind: 'resumed' },
        { atMs: 90_000, kind: 'stopped' },
      ],
      view,
    );
    expect(spans).toEqual([
      { fromMs: 0, toMs: 10_000, silence: 'asleep' },
      { fromMs: 20_000, toMs: 30_000, silence: 'paused' },
      { fromMs: 90_000, toMs: 100_000, silence: 'off' },
    ]);
  });

  it('is nothing at a change of network', () => {
    expect(spansOf([{ atMs: 5000, kind: 'network_changed' }], view)).toEqual([]);
  });
});

describe('silences', () => {
  it('are none while something is measured in every cycle', () => {
    expect(silencesIn(every5s(0, 100_000))).toEqual([]);
  });

  it('have no reason where no mark gives one', () => {
    const timesMs = [...every5s(0, 40_000), ...every5s(70_000, 100_000)];
    expect(silencesIn(timesMs)).toEqual([{ fromMs: 40_000, toMs: 70_000, silence: 'unmeasured' }]);
  });

  it('have the reason of the marks within them, and none beside it where little is left', () => {
    const timesMs = [...every5s(0, 40_000), ...every5s(70_000, 100_000)];
    const marks: Mark[] = [
      { atMs: 42_000, kind: 'asleep' },
      { atMs: 68_000, kind: 'awake' },
    ];
    expect(silencesIn(timesMs, marks)).toEqual([{ fromMs: 42_000, toMs: 68_000, silence: 'asleep' }]);
  });

  it('end with a start when Pushtray was killed: it was not running', () => {
    const timesMs = [...every5s(0, 40_000), ...every5s(70_000, 100_000)];
    expect(silencesIn(timesMs, [{ atMs: 69_000, kind: 'started' }])).toEqual([
      { fromMs: 40_000, toMs: 69_000, silence: 'off' },
    ]);
  });

  it('are nowhere but where all that was measured is known: a view that is moved on is asked for anew', () => {
    const known = { fromMs: 40_000, toMs: 60_000 };
    const sources = { view, gapMs: 12_500, marks: [] };
    expect(knownSilences(known, { ...sources, timesMs: every5s(40_000, 60_000) })).toEqual([]);
    expect(knownSilences(known, { ...sources, timesMs: [] })).toEqual([{ ...known, silence: 'unmeasured' }]);
    expect(knownSilences({ fromMs: -200_000, toMs: -100_000 }, { ...sources, timesMs: [] })).toEqual([]);
  });

  it('do not reach beyond now', () => {
    expect(silencesIn(every5s(0, 50_000), [], 55_000)).toEqual([]);
    expect(silencesIn([], [], 55_000)).toEqual([{ fromMs: 0, toMs: 55_000, silence: 'unmeasured' }]);
  });
});
