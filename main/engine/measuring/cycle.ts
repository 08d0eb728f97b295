import type { Collected, Collector, Problem } from '../../collectors/collector';
import { type Validated, validationSteps } from '../../metrics/validate';
import { messageOf } from '../../outcome';
import type { Clock } from '../../platform/clock';
import { finishInSlices, Slices } from '../../platform/slices';

/** How long a collector that was told to stop may take to hand over what it has. */
const graceMs = 1_000;
/** Output that is wrong in every line need not fill the window. */
const maxFaults = 10;

export interface CycleOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Ends the cycle early. */
  readonly signal?: AbortSignal;
}

export interface CycleResult extends Collected {
  readonly endedAtMs: number;
  readonly durationMs: number;
}

export interface Cycle {
  /** What came of it: soon after the timeout at the latest. */
  readonly result: Promise<CycleResult>;
  /** The collector itself has come to rest, which one that ignores its signal may do much later, or never. */
  readonly settled: Promise<void>;
}

/** One round of a collector, timed and checked. Never rejects; what goes wrong is a problem of the result. */
export function runCycle(collector: Collector, options: CycleOptions): Cycle {
  const startedMs = options.clock.monotonicMs();
  const deadline = startDeadline(options);
  const collecting = collect(collector, deadline.signal, options.timeoutMs);
  const result = Promise.race([collecting, deadline.abandoned]).then(
    async (collected): Promise<CycleResult> => {
      deadline.clear();
      const valid = await finishInSlices(validationSteps(collected.families), new Slices(options.clock));
      return {
        ...checked(collected, valid, deadline.timedOut() ? options.timeoutMs : undefined),
        endedAtMs: options.clock.nowMs(),
        durationMs: options.clock.monotonicMs() - startedMs,
      };
    },
  );
  return { result, settled: collecting.then(() => undefined) };
}

async function collect(collector: Collector, signal: AbortSignal, limitMs: number): Promise<Collected> {
  try {
    return await collector.collect(signal, limitMs);
  } catch (thrown) {
    const message = `Pushtray made a mistake while measuring: ${messageOf(thrown)}.`;
    return { families: [], problems: [{ code: 'internal', message }] };
  }
}

interface Deadline {
  readonly signal: AbortSignal;
  /** Nothing was handed over: settles when the grace after the end is over too. */
  readonly abandoned: Promise<Collected>;
  timedOut(): boolean;
  clear(): void;
}

function startDeadline({ clock, timeoutMs, signal }: CycleOptions): Deadline {
  const controller = new AbortController();
  let timedOut = false;
  let cancel = () => {};
  let giveUp: (nothing: Collected) => void = () => {};
  const abandoned = new Promise<Collected>((resolve) => {
    giveUp = resolve;
  });
  const end = () => {
    cancel();
    cancel = clock.after(graceMs, () => giveUp({ families: [], problems: [] }));
    controller.abort();
  };
  cancel = clock.after(timeoutMs, () => {
    timedOut = true;
    end();
  });
  if (signal?.aborted) end();
  else signal?.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    abandoned,
    timedOut: () => timedOut,
    clear() {
      cancel();
      signal?.removeEventListener('abort', end);
    },
  };
}

/** Without what Prometheus would refuse. `timeoutMs` is given when the time ran out. */
function checked(
  collected: Collected,
  { families, faults }: Validated,
  timeoutMs: number | undefined,
): Collected {
  const problems: Problem[] = [...collected.problems];
  if (timeoutMs !== undefined && problems.length === 0) {
    problems.push({
      code: 'timeout',
      message: `Measuring took longer than ${timeoutMs / 1_000} s and was stopped.`,
    });
  }
  for (const { message } of faults.slice(0, maxFaults)) {
    problems.push({ code: 'bad_output', message: `Left out: ${message}.` });
  }
  if (faults.length > maxFaults) {
    problems.push({ code: 'bad_output', message: `${faults.length - maxFaults} more faults of this kind.` });
  }
  return { ...collected, families, problems };
}
