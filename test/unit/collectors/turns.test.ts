import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../../main/collectors/probing/turns';

describe('turns', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are given to so many at once, in the order of asking', async () => {
    const begun: number[] = [];
    const turns = new Turns(2);
    for (const number of [1, 2, 3, 4]) void turns.begin().then(() => begun.push(number));
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual([1, 2]);
    turns.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual([1, 2, 3]);
  });

  it('begin apart', async () => {
    let begun = 0;
    const turns = new Turns(10, 25);
    for (let i = 0; i < 4; i++) void turns.begin().then(() => begun++);
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toBe(1);
    await vi.advanceTimersByTimeAsync(50);
    expect(begun).toBe(3);
  });

  it('are no longer given once it is over', async () => {
    const stop = new AbortController();
    let begun = 0;
    const turns = new Turns(1, 0, stop.signal);
    for (let i = 0; i < 3; i++) void turns.begin().then(() => begun++);
    stop.abort();
    turns.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(begun).toBe(1);
  });

  it('do the work of one after the other, and none of what waits when it is over', async () => {
    const stop = new AbortController();
    const turns = new Turns(1, 0, stop.signal);
    let endFirst = () => {};
    const first = turns.inTurn(() => new Promise<string>((resolve) => (endFirst = () => resolve('first'))));
    const second = turns.inTurn(() => 'second');
    void turns.inTurn(() => new Promise<string>(() => {}));
    const fourth = turns.inTurn(() => 'fourth');
    await vi.advanceTimersByTimeAsync(0);
    endFirst();
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    stop.abort();
    expect(await fourth).toBe(undefined);
  });

  it('listen once for the end, however many wait for theirs', async () => {
    const stop = new AbortController();
    const listen = vi.spyOn(stop.signal, 'addEventListener');
    const turns = new Turns(0, 0, stop.signal);
    const waiting = Array.from({ length: 500 }, () => turns.inTurn(() => 'done'));
    expect(listen).toHaveBeenCalledTimes(1);
    stop.abort();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([undefined]));
  });
});
