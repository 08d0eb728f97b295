import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '../../../main/history/history';
import { type HistoryBench, makeHistory } from '../../support/history';

const dayMs = 24 * 60 * 60_000;

let bench: HistoryBench;
let startMs: number;

beforeEach(() => {
  bench = makeHistory();
  startMs = bench.clock.nowMs();
});
afterEach(() => bench.remove());

function record(atMs: number, kind: Mark['kind'], change: Pick<Mark, 'from' | 'to'> = {}): Mark {
  const mark = { atMs: startMs + atMs, kind, ...change };
  bench.history.recordMark(mark);
  return mark;
}

function list(fromMs: number, toMs: number): readonly Mark[] {
  return bench.history.marks({ fromMs: startMs + fromMs, toMs: startMs + toMs });
}

describe('marks', () => {
  it('come back oldest first, whatever the order they were recorded in', () => {
    const late = record(20, 'awake');
    const early = record(10, 'asleep');
    expect(list(0, 30)).toEqual([early, late]);
    expect(list(21, 30)).toEqual([late]);
  });

  it('come with what was true when the stretch began: measuring, gateway and network', () => {
    record(1, 'started');
    const gateway = record(2, 'gateway_changed', { to: '10.0.0.1' });
    const network = record(3, 'network_changed', { from: 'eth0 10.0.0.2', to: 'wlan0 10.0.0.3' });
    const paused = record(4, 'paused');
    const resumed = record(15, 'resumed');
    record(30, 'stopped');
    expect(list(10, 20)).toEqual([gateway, network, paused, resumed]);
  });

  it('of one moment keep the order they were recorded in', () => {
    record(5, 'started');
    const paused = record(5, 'paused');
    expect(list(0, 9).map(({ kind }) => kind)).toEqual(['started', 'paused']);
    expect(list(6, 9)).toEqual([paused]);
  });

  it('are there after closing and opening again', () => {
    const started = record(1, 'started');
    const stopped = record(2, 'stopped');
    bench.reopen();
    expect(list(0, 9)).toEqual([started, stopped]);
  });

  it('are bounded by age and by number, the oldest going first', async () => {
    bench.remove();
    bench = makeHistory({ marks: { maxRecords: 3, maxAgeMs: dayMs } });
    for (let at = 0; at < 6; at += 1) record(at, 'gateway_changed', { to: String(at) });
    await bench.maintain();
    expect(list(0, 9).map(({ to }) => to)).toEqual(['3', '4', '5']);
    bench.clock.freeze(2 * dayMs);
    await bench.maintain();
    expect(list(0, 9)).toEqual([]);
  });

  it('are kept in a file of a Pushtray that knew none, beside what it holds', () => {
    bench.history.close();
    const db = new DatabaseSync(bench.file);
    db.exec('DROP TABLE marks');
    db.close();
    bench.reopen();
    const mark = record(1, 'started');
    expect(list(0, 9)).toEqual([mark]);
  });
});
