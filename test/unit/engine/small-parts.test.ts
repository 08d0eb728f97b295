import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOwnAddress } from '../../../main/engine/delivering/own-address';
import { ReplacedGroup } from '../../../main/engine/delivering/replaced-group';
import { backoffMs } from '../../../main/engine/timing/backoff';
import { spreadMs } from '../../../main/engine/timing/spread';
import { within } from '../../../main/engine/timing/within';
import { type Jump, JumpWatch } from '../../../main/engine/watching/jump-watch';
import { FakeClock } from '../../support/fake-clock';
import { RecordingLogger } from '../../support/recording-logger';

describe('back-off', () => {
  it('doubles its bound from one second to a minute, with full jitter', () => {
    const bounds = [1, 2, 3, 4, 7, 8, 100].map((failures) => backoffMs(failures, () => 1));
    expect(bounds).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
    expect(backoffMs(5, () => 0)).toBe(0);
  });
});

describe('a spread', () => {
  it('is the same for the same seed and within its range', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 86_400_000 }), (seed, rangeMs) => {
        expect(spreadMs(seed, rangeMs)).toBe(spreadMs(seed, rangeMs));
        expect(spreadMs(seed, rangeMs)).toBeGreaterThanOrEqual(0);
        expect(spreadMs(seed, rangeMs)).toBeLessThan(rangeMs);
      }),
    );
  });

  it('leaves no tenth of the interval without its share of a fleet', () => {
    const tenths = Array(10).fill(0);
    for (let host = 0; host < 1_000; host += 1)
      tenths[Math.floor(spreadMs(`web${host}/team`, 10_000) / 1_000)] += 1;
    expect(Math.min(...tenths)).toBeGreaterThan(60);
    expect(Math.max(...tenths)).toBeLessThan(140);
  });
});

describe('our own address', () => {
  it.each([
    'http://localhost:9091',
    'http://127.0.0.1:9091/',
    'http://[::1]:9091',
    'http://LOCALHOST:9091/x',
  ])('is known as %s', (url) => {
    expect(isOwnAddress(url, 'http://127.0.0.1:9091')).toBe(true);
  });

  it.each(['http://localhost:9092', 'http://gateway:9091', 'https://localhost'])('is not %s', (url) => {
    expect(isOwnAddress(url, 'http://127.0.0.1:9091')).toBe(false);
  });

  it('is nowhere while the server is off', () => {
    expect(isOwnAddress('http://127.0.0.1:9091', undefined)).toBe(false);
  });
});

describe('the watch for jumps', () => {
  it('tells of each jump once, however time goes by otherwise', async () => {
    const clock = new FakeClock();
    const jumps: number[] = [];
    const watch = new JumpWatch(clock, ({ byMs }) => jumps.push(byMs));
    watch.start();
    clock.jumpWall(1_000);
    await clock.advance(60_000);
    expect(jumps).toEqual([]);
    clock.jumpWall(3_600_000);
    await clock.advance(60_000);
    clock.jumpWall(-3_600_000);
    await clock.advance(60_000);
    expect(jumps).toEqual([3_600_000, -3_600_000]);
    watch.stop();
    expect(clock.waiting).toBe(0);
  });

  it('takes a timer that comes much too late for sleep, and a busy loop for none', async () => {
    const clock = new FakeClock();
    const jumps: number[] = [];
    new JumpWatch(clock, ({ byMs }) => jumps.push(byMs)).start();
    clock.freeze(9_000);
    await clock.advance(10_000);
    expect(jumps).toEqual([]);
    clock.freeze(3_600_000);
    await clock.advance(60_000);
    expect(jumps).toHaveLength(1);
  });

  it('knows sleep from a clock that was set', async () => {
    const clock = new FakeClock();
    const jumps: Jump[] = [];
    new JumpWatch(clock, (jump) => jumps.push(jump)).start();
    clock.jumpWall(3_600_000);
    await clock.advance(5_000);
    clock.sleep(3_600_000);
    await clock.advance(5_000);
    clock.freeze(3_600_000);
    await clock.advance(5_000);
    expect(jumps.map(({ unseenMs }) => unseenMs)).toEqual([0, 3_600_000, 3_595_000]);
  });

  it('can be asked before it would look by itself, but not before its start', () => {
    const clock = new FakeClock();
    const jumps: number[] = [];
    const watch = new JumpWatch(clock, ({ byMs }) => jumps.push(byMs));
    watch.look();
    watch.start();
    clock.jumpWall(10_000);
    watch.look();
    watch.look();
    expect(jumps).toEqual([10_000]);
  });
});

describe('a time limit', () => {
  it('aborts, waits a little for an answer and then goes on without', async () => {
    const clock = new FakeClock();
    const answers = [
      within(clock, 100, () => Promise.resolve('at once')),
      within(
        clock,
        100,
        (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('given up'))),
      ),
      within(clock, 100, () => new Promise(() => {})),
    ];
    await clock.advance(1_000);
    expect(await Promise.all(answers)).toEqual(['at once', 'given up', undefined]);
    expect(clock.waiting).toBe(0);
  });
});

describe('what a first push would replace', () => {
  const snapshot = { instance: 'web1', labels: {}, takenAtMs: 0, families: [] };
  const stopping = new AbortController();

  function groupOf(replaced: () => Promise<readonly string[]>) {
    const [clock, logger] = [new FakeClock(), new RecordingLogger()];
    const never = () => Promise.reject(new Error('not asked for'));
    const destination = { push: never, forget: never, preview: never, replaced, close: () => {} };
    return { clock, logger, group: new ReplacedGroup({ id: 'team', destination, clock, logger }) };
  }

  it('is told in the log before, and in words from then on, the first ten by name', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `family_${index}`);
    const { group, logger } = groupOf(async () => names);
    await group.look(snapshot, stopping.signal);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { destination: 'team' } }]);
    expect(group.inWords()).toContain('family_9 and 2 more.');
  });

  it('is nothing to speak of when nothing stands there', async () => {
    const { group, logger } = groupOf(async () => []);
    await group.look(snapshot, stopping.signal);
    expect([logger.entries, group.inWords()]).toEqual([[], undefined]);
  });

  it('is not waited for when the delivery ends', async () => {
    const { clock, group } = groupOf(() => new Promise(() => {}));
    const ending = new AbortController();
    const looked = group.look(snapshot, ending.signal);
    ending.abort();
    await clock.advance(300);
    await looked;
    expect(clock.waiting).toBe(0);
  });

  it('is not waited for longer than two seconds', async () => {
    const { clock, group } = groupOf(() => new Promise(() => {}));
    const looked = group.look(snapshot, stopping.signal);
    await clock.advance(2_500);
    await looked;
    expect(group.inWords()).toBeUndefined();
    expect(clock.waiting).toBe(0);
  });
});
