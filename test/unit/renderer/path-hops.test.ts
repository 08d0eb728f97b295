import { describe, expect, it } from 'vitest';
import type { Hop, PathRound } from '../../../main/contract/path';
import { busyRouters, findingOf, hopsOf } from '../../../renderer/pages/target/path-hops';

const target = '10.9.9.9';

/** One round: for each hop its round-trip time in ms, or nothing. The host is the last one. */
function round(...rtts: readonly (number | undefined)[]): PathRound {
  const hops = rtts.map((ms, index) => {
    const ttl = index + 1;
    if (ms === undefined) return { ttl };
    return { ttl, ip: ttl === rtts.length ? target : `10.0.0.${ttl}`, rttSeconds: ms / 1000 };
  });
  return { atMs: 0, ip: target, hops, reached: rtts.at(-1) !== undefined };
}

const none = undefined;
const found = (...rounds: readonly PathRound[]) =>
  findingOf(
    hopsOf(rounds),
    rounds.some(({ reached }) => reached),
  );

describe('the hops of a path', () => {
  it('have loss, last, mean, best and worst of their own', () => {
    const [first] = hopsOf([round(1, 5), round(3, 5), round(none, 5)]);
    expect(first).toEqual({
      ttl: 1,
      ips: ['10.0.0.1'],
      probes: [0.001, 0.003, null],
      lossRatio: 1 - 2 / 3,
      meanSeconds: 0.002,
      bestSeconds: 0.001,
      worstSeconds: 0.003,
    });
  });

  it('have no loss where routers answer and nobody says when, as on macOS and Windows', () => {
    const untimed = ({ hops, ...one }: PathRound): PathRound => ({
      ...one,
      hops: hops.map(({ rttSeconds, ...hop }) => (hop.ip === target ? { ...hop, rttSeconds } : hop)) as Hop[],
    });
    const rounds = [untimed(round(1, 2, 9)), untimed(round(1, none, none)), untimed(round(1, 2, 9))];
    const [first, second] = hopsOf(rounds);
    expect(first).toEqual({ ttl: 1, ips: ['10.0.0.1'], probes: Array(3).fill('untimed'), lossRatio: 0 });
    expect(second?.probes).toEqual(['untimed', null, 'untimed']);
    expect(found(...rounds)).toMatchObject({ kind: 'begins', hop: { ttl: 2 } });
    expect(busyRouters(hopsOf(rounds.slice(0, 1)), true)).toEqual([]);
  });

  it('end with the host, also in a round in which it did not answer', () => {
    const lost: PathRound = { ...round(1, 2, none, none, none), reached: false };
    expect(hopsOf([round(1, 2, 9), lost]).map(({ ttl }) => ttl)).toEqual([1, 2, 3]);
  });

  it('end one behind the last that answers while the host never does', () => {
    expect(hopsOf([round(1, 2, none, none, none)]).map(({ ttl }) => ttl)).toEqual([1, 2, 3]);
  });

  it('name every address that answered, the most frequent first', () => {
    const other: PathRound = { ...round(1, 2), hops: [{ ttl: 1, ip: '10.0.0.77', rttSeconds: 0.001 }] };
    expect(hopsOf([other, round(1, 2), round(1, 2)])[0]?.ips).toEqual(['10.0.0.1', '10.0.0.77']);
  });
});

describe('where loss begins', () => {
  it('is nowhere while the host answers every probe, whatever routers leave unanswered', () => {
    const rounds = [round(1, none, 9), round(1, 2, 9)];
    expect(found(...rounds)).toEqual({ kind: 'clear' });
    expect(busyRouters(hopsOf(rounds), true).map(({ ttl }) => ttl)).toEqual([2]);
  });

  it('is the first hop from which on all lose', () => {
    expect(found(round(1, none, none), round(1, 2, 9))).toMatchObject({ kind: 'begins', hop: { ttl: 2 } });
  });

  it('is before a router that never answers, if those before it lose too', () => {
    const rounds = [round(1, none, none, none), round(1, 2, none, 9)];
    expect(found(...rounds)).toMatchObject({ kind: 'begins', hop: { ttl: 2 } });
  });

  it('is the target when only that loses', () => {
    expect(found(round(1, 2, none), round(1, 2, 9))).toMatchObject({ kind: 'at_target', hop: { ttl: 3 } });
  });

  it('is behind the last hop that answers when the host never does', () => {
    expect(found(round(1, 2, none, none))).toMatchObject({ kind: 'ends_after', hop: { ttl: 2 } });
    expect(found(round(none, none))).toEqual({ kind: 'nothing_answers' });
  });
});
