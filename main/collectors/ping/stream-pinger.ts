import { failure } from '../../outcome';
import type { PingTarget } from '../../settings/schema/collectors';
import type { Address } from '../probing/address';
import type { CycleTime } from '../probing/cycles';
import { Turns } from '../probing/turns';
import { PingStream, type StreamParts } from './ping-stream';
import type { Pinged } from './probe';
import type { BurstOptions, PingStreamCommand } from './programs/program';

/** Packets leave a little faster than asked for, so that a cycle that is as long as their spacing finds one each time. */
const haste = 0.97;

/** Pings whose lines are read in the same turn of the event loop: they hold it for about 2 ms. */
const readAtOnce = 25;

interface Cycle {
  readonly turns: Turns;
  readonly time: CycleTime;
}

/** The pings that go on from cycle to cycle, one an address of a target. */
export class StreamPinger {
  private readonly streams = new Map<string, PingStream>();
  private readonly used = new Set<PingStream>();
  private readonly options: BurstOptions;
  private readonly parts: StreamParts;
  private isRefused = false;

  constructor(parts: Omit<StreamParts, 'reading'>, options: BurstOptions) {
    this.parts = { ...parts, reading: new Turns(readAtOnce) };
    this.options = { ...options, spacingMs: Math.round(options.spacingMs * haste) };
  }

  /** As far as is known. */
  get canStream(): boolean {
    return this.parts.program.stream !== undefined && !this.isRefused;
  }

  /** Undefined when the program cannot do it for this address: a burst must do. */
  async ping(target: PingTarget, address: Address, cycle: Cycle): Promise<Pinged | undefined> {
    const command = this.isRefused ? undefined : this.parts.program.stream?.(address, this.options);
    if (!command) return undefined;
    const stream =
      (await this.running(target, address)) ?? (await this.start(target, address, command, cycle));
    if (!stream) return failure('begun', 'Its ping has not been started yet.');
    this.used.add(stream);
    const pinged = await stream.take(this.options.replyTimeoutMs, cycle.time);
    this.isRefused ||= stream.isRefused;
    return stream.isRefused ? undefined : pinged;
  }

  /** Ends those that no target of the cycle wanted: their names lead elsewhere or nowhere now. */
  async endUnused(): Promise<void> {
    const unused = [...this.streams].filter(([, stream]) => !this.used.has(stream));
    this.used.clear();
    await Promise.all(unused.map(([key, stream]) => this.drop(key, stream)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.streams].map(([key, stream]) => this.drop(key, stream)));
  }

  private async running(target: PingTarget, address: Address): Promise<PingStream | undefined> {
    const key = keyOf(target, address);
    const stream = this.streams.get(key);
    if (!stream || (stream.address.ip === address.ip && !stream.isOver)) return stream;
    await this.drop(key, stream);
    return undefined;
  }

  private start(
    target: PingTarget,
    address: Address,
    command: PingStreamCommand,
    { turns }: Cycle,
  ): Promise<PingStream | undefined> {
    return turns.inTurn(() => {
      const stream = new PingStream(address, this.parts, command, this.options);
      this.streams.set(keyOf(target, address), stream);
      return stream;
    });
  }

  private async drop(key: string, stream: PingStream): Promise<void> {
    this.streams.delete(key);
    await stream.end();
  }
}

/** With an address of the other version, the one of this version is the same target's still. */
function keyOf({ name }: PingTarget, { version }: Address): string {
  return `${version} ${name}`;
}
