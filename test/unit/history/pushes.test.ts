import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPush, type HistoryBench, makeHistory } from '../../support/history';

let bench: HistoryBench;
beforeEach(() => {
  bench = makeHistory();
});
afterEach(() => bench.remove());

describe('a push', () => {
  it('has its number at once and is found by it, written or not', () => {
    const record = bench.history.recordPush(aPush());
    expect(bench.history.push(record.id)).toEqual(record);
    expect(bench.history.push(record.id + 1)).toBeUndefined();
  });

  it('that failed keeps its reason and has no status when there was none', () => {
    const { status: _none, ...unanswered } = aPush();
    const failed = { ...unanswered, ok: false, errorCode: 'timeout', errorMessage: 'No answer within 10s.' };
    const record = bench.history.recordPush(failed);
    bench.reopen();
    expect(bench.history.push(record.id)).toEqual({ ...failed, id: record.id });
  });

  it('gets a number above all earlier ones after a restart', () => {
    const { id } = bench.history.recordPush(aPush());
    bench.reopen();
    expect(bench.history.recordPush(aPush()).id).toBeGreaterThan(id);
  });
});

describe('the list of pushes', () => {
  it('begins with the newest and goes on from any id', () => {
    const ids = Array.from({ length: 5 }, () => bench.history.recordPush(aPush()).id);
    const [, , third] = ids;
    expect(bench.history.pushes({ limit: 2 }).map(({ id }) => id)).toEqual(ids.slice(3).reverse());
    expect(bench.history.pushes({ limit: 9, beforeId: third ?? 0 }).map(({ id }) => id)).toEqual(
      ids.slice(0, 2).reverse(),
    );
  });

  it('leaves bodies out', () => {
    bench.history.recordPush(aPush());
    const { requestBody: _a, responseBody: _b, bodyCut: _c, groupingKey: _d, ...summary } = aPush();
    expect(bench.history.pushes({ limit: 1 })).toEqual([{ ...summary, id: 1 }]);
  });

  it('shows one destination, or one outcome, alone', () => {
    for (const destination of ['a', 'b']) {
      for (const ok of [true, false]) bench.history.recordPush(aPush({ destination, ok }));
    }
    const shown = bench.history.pushes({ limit: 9, destination: 'b', ok: false });
    expect(shown.map(({ destination, ok }) => [destination, ok])).toEqual([['b', false]]);
  });
});
