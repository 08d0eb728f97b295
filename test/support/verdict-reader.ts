import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FindingCode, Verdict } from '../../main/contract/verdict';
import type { Namespace } from './netns';

interface Look {
  /** By collector and destination: when its last cycle or push ended. */
  readonly cycles: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
}

/** A fault that begins within a cycle shows from the next one on, and within two of those. */
export const twoCyclesAndTheOneUnderWay = 3;
/** A light loss that ended may be said for all the cycles that are compared. */
const tooManyCycles = 35;

/** Reads the verdicts of a Pushtray that runs in a namespace, through its API, none between two cycles being missed. */
export class VerdictReader {
  private readonly looks: Look[] = [];
  private readonly child: ChildProcess;
  private heard = () => {};

  constructor({ prefix }: Namespace, { address, token }: { address: string; token: string }) {
    const [command, ...before] = prefix;
    const file = join(__dirname, 'programs/verdict-lines.ts');
    this.child = spawn(command, [...before, process.execPath, '--import', 'tsx', file, address, token], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!this.child.stdout) throw new Error('no standard output');
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.looks.push(JSON.parse(line) as Look);
      this.heard();
    });
  }

  /** How many cycles of a collector, or pushes, ended from now on until the findings were as wanted. Gives up after many. */
  async cyclesUntil(part: string, isWanted: (codes: readonly FindingCode[]) => boolean): Promise<number> {
    const fromMs = Date.now();
    const from = Math.max(0, this.looks.length - 1);
    for (;;) {
      const since = this.looks.slice(from);
      const ends = since.map((look) => look.cycles[part] ?? 0).filter((atMs) => atMs > fromMs);
      const cycles = new Set(ends).size;
      if (cycles > 0 && isWanted(codesOf(since.at(-1)))) return cycles;
      if (cycles > tooManyCycles) {
        const seen = new Set(since.map((look) => codesOf(look).join(', ')));
        throw new Error(`not in ${cycles} cycles of ${part}, but ${[...seen].join(' | ')}`);
      }
      await new Promise<void>((resolve) => {
        this.heard = resolve;
      });
    }
  }

  /** The findings after each of the next cycles of a collector. */
  async codesAfter(part: string, cycles: number): Promise<readonly (readonly FindingCode[])[]> {
    const after: (readonly FindingCode[])[] = [];
    while (after.length < cycles) {
      await this.cyclesUntil(part, () => true);
      after.push(codesOf(this.looks.at(-1)));
    }
    return after;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function codesOf(look: Look | undefined): readonly FindingCode[] {
  return look?.verdict.findings.map(({ code }) => code) ?? [];
}
