import { findElectronForTests } from '../scripts/electron/provide-electron';
import { findChromium } from '../scripts/provide/machine';
import { startDesktopSession } from '../test/support/desktop-session';
import type { Bench, BenchResult, Goal, Table } from './bench';
import { median, spread } from './support/statistics';
import { type Drawing, timeDrawing } from './window/drawing';
import { countFrames, type Frames } from './window/frames';
import { timeOpenings } from './window/opening';
import { programs } from './window/programs';

const targets = 20;
const rounds = 15;
const openings = 15;
const frameTargets = 50;
const framesWatchedMs = 10_000;

const intro = `Without a GPU, on this machine's two cores. *Drawing*: ${targets} smoke charts of 24 h, a cycle each 15 s (5,760 cycles each), from the data to the painted picture; the first
time the charts are made, then they get another day. *Opening*: from the click on the tray's entry, as a panel sends it over D-Bus, until the window is shown and the largest text of the
*Now* page painted, in Electron, whose window is made anew each time; ${openings} times, with no debugger attached. *Frames*: over ${framesWatchedMs / 1000} s, of 60 a second that the screen asks for: *Now* with ${frameTargets} targets
and a new state each second; the page of a target with its charts of 24 h, and the picture of ${frameTargets} targets together over 24 h, both panned a little further with each frame.`;

export const windowBench: Bench = {
  name: 'window',
  title: 'The window',
  missing() {
    if (findChromium() === undefined) return 'there is no Chromium';
    return findElectronForTests() ? undefined : 'there is no Electron: run npm run electron:provide';
  },
  async run({ say }): Promise<BenchResult> {
    const session = await startDesktopSession();
    Object.assign(process.env, session.env);
    try {
      say('  drawing');
      const drawing = await timeDrawing(targets, rounds);
      say('  opening');
      const openingMs = await timeOpenings(openings, session.env.DBUS_SESSION_BUS_ADDRESS);
      say('  frames');
      const frames = await countFrames(frameTargets, framesWatchedMs);
      return {
        intro,
        tables: [drawingTable(drawing), openingTable(openingMs), framesTable(frames)],
        goals: [...drawingGoals(drawing), openingGoal(openingMs), ...frames.flatMap(framesGoals)],
        skipped: [],
      };
    } finally {
      await session.stop();
    }
  },
};

function drawingTable(drawing: Drawing): Table {
  const rows = Object.entries(drawing).map(([where, [first = Number.NaN, ...later]]) => [
    where,
    first.toFixed(0),
    median(later).toFixed(0),
    percent(spread(later)),
  ]);
  return { head: [`${targets} × 24 h`, 'first time, ms', 'another day, ms', 'IQR/2'], rows };
}

function drawingGoals(drawing: Drawing): Goal[] {
  return programs.map((program) => ({
    what: `${targets} × 24 h in ${program}, to 100 ms`,
    ratio: median(drawing[program].slice(1)) / 100,
    atMost: 1,
  }));
}

function openingTable(tookMs: readonly number[]): Table {
  return {
    head: ['opening, ms', 'IQR/2', 'slowest'],
    rows: [[median(tookMs).toFixed(0), percent(spread(tookMs)), Math.max(...tookMs).toFixed(0)]],
  };
}

function openingGoal(tookMs: readonly number[]): Goal {
  return { what: 'opening, to 300 ms', ratio: median(tookMs) / 300, atMost: 1 };
}

function framesTable(frames: readonly Frames[]): Table {
  return {
    head: [
      'frames a second',
      `*Now*, ${frameTargets} targets`,
      '24 h of one, panned',
      `24 h of ${frameTargets}, panned`,
    ],
    rows: frames.map(({ program, ...counts }) => [
      program,
      ...[counts.now, counts.panned, counts.together].map((count) => count.toFixed(1)),
    ]),
  };
}

function framesGoals({ program, now, panned, together }: Frames): Goal[] {
  const watched = {
    '*Now*': now,
    'panning one target': panned,
    [`panning ${frameTargets} targets`]: together,
  };
  return Object.entries(watched).map(([what, frames]) => ({
    what: `frames of ${what} that are missed in ${program}, of all`,
    ratio: missed(frames),
    atMost: 0.05,
  }));
}

function missed(framesASecond: number): number {
  return Math.max(0, 1 - framesASecond / 60);
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(0)} %`;
}
