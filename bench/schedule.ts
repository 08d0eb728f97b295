import { Schedule } from '../main/engine/timing/schedule';
import { systemClock } from '../main/platform/clock';
import type { Bench, BenchResult } from './bench';
import { median } from './support/statistics';

const intervalMs = 1000;
const ticks = 60;
/** What other work does to the loop meanwhile: 4 ms every 97 ms, as a busy app's. */
const work = { everyMs: 97, forMs: 4 } as const;

const intro = `How late the ticks of a one-second schedule come over ${ticks} s, all schedulers in one process beside ${work.forMs} ms of other work every ${work.everyMs} ms. Drift is what the
last tick is behind the grid; lateness is each tick's distance from its place on the grid.`;

interface Ticking {
  readonly name: string;
  /** Calls `tick` every second from now on; the answer ends it. */
  start(tick: () => void): () => void;
}

const ways: readonly Ticking[] = [
  { name: 'Pushtray', start: startSchedule },
  {
    name: 'setInterval',
    start(tick) {
      const timer = setInterval(tick, intervalMs);
      return () => clearInterval(timer);
    },
  },
  { name: 'chained setTimeout', start: startChain },
];

export const scheduleBench: Bench = {
  name: 'schedule',
  title: 'The schedule',
  missing: () => undefined,
  async run(): Promise<BenchResult> {
    const lateness = await latenessOfAll();
    const rows = ways.map(({ name }) => {
      const late = lateness.get(name) ?? [];
      return [name, ms(late.at(-1)), ms(median(late.map(Math.abs))), ms(Math.max(...late.map(Math.abs)))];
    });
    const drift = (name: string) => Math.abs(lateness.get(name)?.at(-1) ?? Number.NaN);
    return {
      intro,
      tables: [{ head: ['way', `drift at tick ${ticks}`, 'lateness, median', 'largest'], rows }],
      goals: [
        {
          what: 'drift of the schedule beside setInterval',
          ratio: drift('Pushtray') / drift('setInterval'),
          atMost: 0.5,
        },
      ],
      skipped: [],
    };
  },
};

async function latenessOfAll(): Promise<Map<string, number[]>> {
  const lateness = new Map(ways.map(({ name }) => [name, [] as number[]]));
  const busy = setInterval(() => spin(work.forMs), work.everyMs);
  const originMs = performance.now();
  await Promise.all(
    ways.map(
      ({ name, start }) =>
        new Promise<void>((resolve) => {
          const late = lateness.get(name) ?? [];
          const end = start(() => {
            late.push(performance.now() - originMs - (late.length + 1) * intervalMs);
            if (late.length < ticks) return;
            end();
            resolve();
          });
        }),
    ),
  );
  clearInterval(busy);
  return lateness;
}

function startSchedule(tick: () => void): () => void {
  const schedule = new Schedule({
    clock: systemClock,
    run: async () => tick(),
    onSkip: () => undefined,
  });
  schedule.start({ intervalMs, offsetMs: intervalMs, firstAfterMs: intervalMs });
  return () => schedule.stop();
}

function startChain(tick: () => void): () => void {
  let timer = setTimeout(next, intervalMs);
  function next(): void {
    timer = setTimeout(next, intervalMs);
    tick();
  }
  return () => clearTimeout(timer);
}

function spin(forMs: number): void {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs);
}

function ms(value: number | undefined): string {
  return `${(value ?? Number.NaN).toFixed(1)} ms`;
}
