import { failure, type Outcome, success } from '../../outcome';
import type { Machine } from '../collector';
import type { Address } from '../probing/address';
import { type FindFailureCode, findAddresses } from '../probing/find-addresses';
import { NameLookup } from '../probing/name-lookup';
import type { HopProgram } from './hop-program';
import { linuxHops } from './linux';
import { macosHops } from './macos';
import { type Hop, probeRound, type RoundFailureCode } from './round';
import { windowsHops } from './windows';

/** No hop is probed more often. */
const apartMs = 1_000;

export interface PathQuery {
  /** As settings name it. */
  readonly host: string;
  readonly maxHops: number;
}

/** One round over the hops towards a host: one probe each. */
export interface PathRound {
  readonly atMs: number;
  /** What the host resolved to. */
  readonly ip: string;
  /** Up to the host when it answered, or to the router that passes nothing on; otherwise up to the last that was asked. */
  readonly hops: Hop[];
  readonly reached: boolean;
}

type Found = Outcome<PathRound, FindFailureCode | RoundFailureCode>;

interface Running {
  readonly maxHops: number;
  readonly result: Promise<Found>;
  /** Its hops may be probed again. */
  readonly free: Promise<void>;
  isOver: boolean;
}

/** Finds the way to hosts. Who asks for the same while a round is under way shares it; who asks too soon after it waits. */
export class PathProber {
  private readonly names = new NameLookup();
  private readonly running = new Map<string, Running>();
  private readonly closing = new AbortController();
  private readonly program: HopProgram;

  constructor(private readonly machine: Pick<Machine, 'platform' | 'procRoot' | 'clock' | 'follow'>) {
    this.program = hopProgramOf(machine.platform);
  }

  async probe({ host, maxHops }: PathQuery): Promise<Found> {
    const { machine, names } = this;
    const { signal } = this.closing;
    const found = await findAddresses(host, { machine, names, signal, ipVersion: 'auto' });
    if (!found.ok) return found;
    const [address] = found.value;
    if (!address) return failure('unresolvable', `"${host}" has no address.`);
    const last = this.running.get(address.ip);
    if (last && !last.isOver && last.maxHops === maxHops) return last.result;
    return this.begin(address, maxHops, last?.free).result;
  }

  /** Ends every ping. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([...this.running.values()].map(({ result }) => result));
  }

  private begin(address: Address, maxHops: number, after: Promise<void> = Promise.resolve()): Running {
    const { clock } = this.machine;
    let freeAtMs = 0;
    const result = after.then(async () => {
      const { found, lastLeftAtMs } = await this.round(address, maxHops);
      freeAtMs = lastLeftAtMs + apartMs;
      return found;
    });
    const rest = () => {
      running.isOver = true;
      return new Promise<void>((resolve) => clock.after(freeAtMs - clock.monotonicMs(), resolve));
    };
    const free = result.then(rest, rest);
    const running: Running = { maxHops, result, free, isOver: false };
    this.running.set(address.ip, running);
    void free.then(() => {
      if (this.running.get(address.ip) === running) this.running.delete(address.ip);
    });
    return running;
  }

  private async round(
    address: Address,
    maxHops: number,
  ): Promise<{ readonly found: Found; readonly lastLeftAtMs: number }> {
    const { machine, program } = this;
    const { clock } = machine;
    const atMs = clock.nowMs();
    const round = await probeRound({ ...machine, program, address, maxHops, signal: this.closing.signal });
    if (!round.ok) return { found: round, lastLeftAtMs: clock.monotonicMs() };
    const { hops, reached, lastLeftAtMs } = round.value;
    return { found: success({ atMs, ip: address.ip, hops: [...hops], reached }), lastLeftAtMs };
  }
}

function hopProgramOf(platform: NodeJS.Platform): HopProgram {
  if (platform === 'win32') return windowsHops;
  return platform === 'darwin' ? macosHops : linuxHops;
}
