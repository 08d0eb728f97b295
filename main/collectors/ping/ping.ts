import { setMaxListeners } from 'node:events';
import type { PingSettings } from '../../settings/schema/collectors';
import { durationMs } from '../../settings/schema/duration';
import type { Collected, Machine, MakeCollector } from '../collector';
import { guarded } from '../guarded';
import { pingFamilies } from './families';
import { NameLookup } from '../probing/name-lookup';
import { probe } from './probe';
import { pingProgramOf } from './programs/of-platform';
import type { BurstOptions } from './programs/program';
import { problemsOf, readingOf } from './readings';
import { Totals } from './totals';
import { Turns } from '../probing/turns';

/** Starting a program holds the event loop for 1 to 6 ms, so one after the other, with room for others between. */
const startsApartMs = 25;

/** Enough for 250 targets that are all down within a cycle of 15 s; a waiting ping takes 0.2 MB and no time. */
const pingsAtOnce = 50;

/** A burst of packets to each enabled target each cycle. */
export const makePing: MakeCollector<PingSettings> = (settings, machine) => {
  const collector = new PingCollector(settings, machine);
  return {
    collect: guarded((signal) => collector.collect(signal)),
    close: () => collector.close(),
  };
};

class PingCollector {
  private readonly totals = new Totals();
  private readonly names = new NameLookup();
  private running: { readonly stop: AbortController; readonly end: Promise<unknown> } | undefined;

  constructor(
    private readonly settings: PingSettings,
    private readonly machine: Machine,
  ) {}

  async collect(signal: AbortSignal): Promise<Collected> {
    const stop = new AbortController();
    const onAbort = () => stop.abort();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) stop.abort();
    const cycle = this.pingAll(stop.signal);
    this.running = { stop, end: cycle.catch(() => undefined) };
    try {
      return await cycle;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.running = undefined;
    }
  }

  async close(): Promise<void> {
    this.running?.stop.abort();
    await this.running?.end;
  }

  private async pingAll(signal: AbortSignal): Promise<Collected> {
    // Each running ping listens to it.
    setMaxListeners(0, signal);
    const context = {
      machine: this.machine,
      program: pingProgramOf(this.machine.platform),
      options: burstOptions(this.settings),
      names: this.names,
      turns: new Turns(pingsAtOnce, startsApartMs, signal),
      signal,
    };
    const targets = this.settings.targets.filter(({ enabled }) => enabled);
    const probes = await Promise.all(targets.map((target) => probe(target, context)));
    for (const one of probes) this.totals.add(one);
    return {
      families: pingFamilies(probes, this.totals),
      targets: probes.map(readingOf),
      problems: problemsOf(probes),
      source: 'ping',
    };
  }
}

function burstOptions({ count, spacing, replyTimeout }: PingSettings): BurstOptions {
  return { count, spacingMs: durationMs(spacing), replyTimeoutMs: durationMs(replyTimeout) };
}
