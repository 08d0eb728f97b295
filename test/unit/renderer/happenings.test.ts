import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { makeClient } from '../../../renderer/client/client';
import { happeningsOf, type Trouble } from '../../../renderer/pages/now/happenings';
import { dayMs, loadDay } from '../../../renderer/pages/now/load-day';
import { makeFakeMain } from '../../support/fake-main';

const nowMs = Date.UTC(2026, 10, 23, 14, 0, 0);
const range = { fromMs: nowMs - dayMs, toMs: nowMs };
const agoMs = (minutes: number) => nowMs - minutes * 60_000;

const outage = (fromMs: number, toMs: number) =>
  ({ fromMs, toMs, end: 'answered', cycles: 3, isAbout: false }) as const;
const withOutages = (name: string, ...outages: ReturnType<typeof outage>[]): Trouble => ({
  name,
  outages,
  lossStretches: [],
});

describe('what happened in a day', () => {
  it('tells what several targets had at once as one, the newest first', () => {
    const troubles = [
      withOutages('router', outage(agoMs(60), agoMs(50))),
      withOutages('api', outage(agoMs(90), agoMs(80)), outage(agoMs(55), agoMs(45))),
    ];
    expect(happeningsOf(troubles, [], range)).toMatchObject([
      { kind: 'outage', names: ['router', 'api'], fromMs: agoMs(60), toMs: agoMs(45), end: 'answered' },
      { kind: 'outage', names: ['api'], fromMs: agoMs(90) },
    ]);
  });

  it('has sleep with its length, changes of network, and starts that end nothing', () => {
    const told = happeningsOf(
      [],
      [
        { atMs: agoMs(2000), kind: 'gateway_changed', to: '10.0.0.1' },
        { atMs: agoMs(600), kind: 'asleep' },
        { atMs: agoMs(120), kind: 'awake' },
        { atMs: agoMs(100), kind: 'gateway_changed', from: '10.0.0.1', to: '10.0.0.2' },
        { atMs: agoMs(90), kind: 'stopped' },
        { atMs: agoMs(80), kind: 'started' },
        { atMs: agoMs(50), kind: 'started' },
        { atMs: agoMs(10), kind: 'paused' },
      ],
      range,
    );
    expect(told).toMatchObject([
      { kind: 'paused', fromMs: agoMs(10), toMs: nowMs, isLasting: true },
      { kind: 'change', mark: { kind: 'started' }, fromMs: agoMs(50) },
      { kind: 'off', fromMs: agoMs(90), toMs: agoMs(80), isLasting: false },
      { kind: 'change', mark: { kind: 'gateway_changed' } },
      { kind: 'asleep', fromMs: agoMs(600), toMs: agoMs(120) },
    ]);
  });

  it('does not pretend to know when something began that went on before it', () => {
    const told = happeningsOf(
      [withOutages('db', outage(agoMs(1440), agoMs(3)), outage(agoMs(2), agoMs(1)))],
      [],
      range,
    );
    expect(told.map(({ isOlder }) => isOlder)).toEqual([false, true]);
  });

  it('is in order, whatever happened', () => {
    const stretch = fc
      .tuple(fc.nat({ max: 1300 }), fc.nat({ max: 100 }))
      .map(([ago, minutes]) => outage(agoMs(ago + minutes), agoMs(ago)));
    const trouble = fc
      .tuple(fc.constantFrom('router', 'api', 'db'), fc.array(stretch))
      .map(([name, outages]) => withOutages(name, ...outages));
    fc.assert(
      fc.property(fc.array(trouble), (troubles) => {
        const ends = happeningsOf(troubles, [], range).map(({ toMs }) => toMs);
        expect(ends).toEqual([...ends].sort((a, b) => b - a));
      }),
    );
  });
});

describe('a day that is read', () => {
  it('has outages and losses to the cycle, and those that are long by a coarse look', async () => {
    const day = await loadDay(makeClient(makeFakeMain({ nowMs })), nowMs);
    if (!day.ok) throw new Error(day.error.message);
    const of = (kind: string, name: string) =>
      day.value.filter((one) => one.kind === kind && 'names' in one && one.names.includes(name));
    const cycle = (ago: number) => nowMs - 2000 - ago * 5000;
    expect(of('outage', 'shop')).toMatchObject([{ fromMs: cycle(195), toMs: cycle(180), isAbout: false }]);
    expect(of('loss', 'router')).toMatchObject([
      { fromMs: cycle(429), toMs: cycle(400), lossRatio: 0.25, isAbout: false },
    ]);
    expect(of('outage', 'db')).toMatchObject([{ end: 'lasting' }, { end: 'answered' }]);
    expect(day.value.some(({ kind }) => kind === 'asleep')).toBe(true);
  });

  it('is asked for coarsely, and closely only where something was lost', async () => {
    const fake = makeFakeMain({ nowMs });
    await loadDay(makeClient(fake), nowMs);
    const asked = fake.calls
      .filter(({ name }) => name === 'samples.query')
      .map(({ input }) => input as { fromMs: number; toMs: number; maxPoints: number; labels: object });
    const whole = asked.filter(({ labels }) => Object.keys(labels).length === 0);
    expect(whole.map(({ maxPoints }) => maxPoints)).toEqual([289, 289, 289]);
    const close = asked.filter(({ labels }) => Object.keys(labels).length > 0);
    expect(close.length).toBeLessThanOrEqual(3 * 24);
    for (const { fromMs, toMs } of close) expect(toMs - fromMs).toBeLessThanOrEqual(80 * 60_000);
  });

  it('of nothing but answers asks no closer, and tells nothing', async () => {
    const handlers = {
      'samples.query': ({ metric }: { metric: string }) => {
        const values = [metric === 'probe_success' ? 1 : 0];
        return success({ series: [{ labels: { target: 'a' }, timesMs: [nowMs], values }] });
      },
      'marks.list': () => success({ marks: [] }),
    };
    const fake = makeFakeMain({ nowMs, handlers });
    expect(await loadDay(makeClient(fake), nowMs)).toEqual(success([]));
    expect(fake.calls).toHaveLength(4);
  });

  it('says why it cannot be', async () => {
    const handlers = { 'samples.query': () => failure('history_locked', 'The history is locked.') };
    const day = await loadDay(makeClient(makeFakeMain({ nowMs, handlers })), nowMs);
    expect(day).toMatchObject({ ok: false, error: { code: 'history_locked' } });
  });
});
