import type { Steps } from '../../metrics/steps';
import { finishInSlices, Slices } from '../../platform/slices';
import { type PingSettings, spacingMs } from '../../settings/schema/collectors/ping';
import { durationMs } from '../../settings/schema/duration';
import type { Collected, Machine, MakeCollector, TargetReading } from '../collector';
import { Cycles, type CycleTime } from '../probing/cycles';
import { NameLookup } from '../probing/name-lookup';
import { Turns } from '../probing/turns';
import { pingBurst } from './burst-pinger';
import { pingFamilySteps } from './families';
import { type PingAddress, type Probe, probe } from './probe';
import { pingProgramOf } from './programs/of-platform';
import type { BurstOptions, PingProgram } from './programs/program';
import { problemsOf, readingOf } from './readings';
import { StreamPinger } from './stream-pinger';
import { Totals } from './totals';

/** Starting a program holds the event loop for 1 to 6 ms, so one after the other, with room for others between. */
const startsApartMs = 25;
/** With more targets than fit into the cycle like that. */
const leastApartMs = 5;

/** Enough for a burst to wait 2.5 s for its answers at that pace; a waiting ping takes 0.2 MB and no time. */
const pingsAtOnce = 100;

/** Packets to each enabled target. */
export const makePing: MakeCollector<PingSettings> = (settings, machine) => {
  const collector = new PingCollector(settings, machine);
  const cycles = new Cycles(machine.clock, (time) => collector.collect(time));
  return {
    collect: cycles.collect,
    async close() {
      await cycles.close();
      await collector.close();
    },
  };
};

class PingCollector {
  private readonly totals = new Totals();
  private readonly names = new NameLookup();
  private readonly program: PingProgram;
  private readonly options: BurstOptions;
  /** Absent: bursts alone. */
  private readonly streams: StreamPinger | undefined;

  constructor(
    private readonly settings: PingSettings,
    private readonly machine: Machine,
  ) {
    const { clock, follow, platform } = machine;
    this.program = pingProgramOf(platform);
    this.options = burstOptions(settings);
    if (settings.mode === 'continuous') {
      this.streams = new StreamPinger({ clock, follow, program: this.program }, this.options);
    }
  }

  async collect(time: CycleTime): Promise<Collected> {
    const { machine, names } = this;
    const { ipVersion } = this.settings;
    const targets = this.settings.targets.filter(({ enabled }) => enabled);
    const ping = this.pingIn(time, targets.length);
    const context = { machine, names, ipVersion, signal: time.signal };
    const probed = await Promise.all(targets.map((target) => probe(target, context, ping)));
    await this.streams?.endUnused();
    return finishInSlices(this.reportSteps(probed), new Slices(machine.clock));
  }

  async close(): Promise<void> {
    await this.streams?.close();
  }

  private *reportSteps(probed: readonly (readonly Probe[])[]): Steps<Collected> {
    const targets: TargetReading[] = [];
    for (const probes of probed) {
      this.totals.add(probes);
      targets.push(...readingOf(probes));
      yield;
    }
    const probes = probed.flat();
    const families = yield* pingFamilySteps(probes, this.totals);
    return { families, targets, problems: problemsOf(probes), source: this.sourceOf(probes) };
  }

  /** Says what became other than settings ask. */
  private sourceOf(probes: readonly Probe[]): string {
    if (this.streams) return this.streams.canStream ? 'ping' : 'ping; this one knows bursts only';
    const { count } = this.settings;
    const least = Math.min(count, ...probes.flatMap(({ result }) => (result.ok ? [result.value.sent] : [])));
    return least < count ? `ping; only ${least} of ${count} packets fitted into the cycle` : 'ping';
  }

  private pingIn(time: CycleTime, targets: number): PingAddress {
    const { machine, program, options } = this;
    const lastsMs = options.count * options.spacingMs + options.replyTimeoutMs;
    const apartMs = Math.min(startsApartMs, Math.max(leastApartMs, (time.leftMs() - lastsMs) / targets));
    const turns = new Turns(pingsAtOnce, apartMs, time.signal);
    const context = { machine, program, options, turns, time };
    return async (target, address) =>
      (await this.streams?.ping(target, address, { turns, time })) ?? pingBurst(address, context);
  }
}

function burstOptions(settings: PingSettings): BurstOptions {
  return {
    count: settings.count,
    spacingMs: spacingMs(settings),
    replyTimeoutMs: durationMs(settings.replyTimeout),
    sizeBytes: settings.size,
  };
}
