import { networkInterfaces } from 'node:os';
import { type Failure, failure, type Outcome, success } from '../../outcome';
import { startFailure, withHint } from '../ping/burst-pinger';
import { pingProgramOf } from '../ping/programs/of-platform';
import type { PingFailureCode } from '../ping/programs/program';
import { saysWrongOption } from '../ping/programs/unix-lines';
import { type HopParts, HopProbe } from './hop-probe';
import type { HopAnswer } from './hop-program';

/** A hop that has not answered after this does not keep the next one waiting any longer. */
const headStartMs = 250;
/** As many hops in a row without any answer, and nothing behind them is asked for. */
const mostSilent = 5;
/** As often in a row the same router, and it passes nothing on: it says so in words that are not known. */
const mostOfOneRouter = 3;

export interface Hop {
  /** Time to live: 1 is the first router. */
  readonly ttl: number;
  /** Absent: nothing answered the probe. */
  readonly ip?: string;
  readonly rttSeconds?: number;
}

export interface Round {
  /** Up to the host when it answered, to the router that passes nothing on, or to the last that was asked. */
  readonly hops: readonly Hop[];
  readonly reached: boolean;
  /** When the last probe left, in milliseconds of the monotonic clock. */
  readonly lastLeftAtMs: number;
}

export type RoundFailureCode = PingFailureCode | 'not_started';

export interface RoundOptions extends Omit<HopParts, 'onAnswer'> {
  readonly platform: NodeJS.Platform;
  readonly maxHops: number;
  readonly signal: AbortSignal;
}

/**
 * One probe to each hop. A hop is asked when the one before it has answered or had its time, so that none is asked for beyond the
 * host, which would answer them all; their answers are waited for together.
 */
export async function probeRound(options: RoundOptions): Promise<Outcome<Round, RoundFailureCode>> {
  const { maxHops, signal } = options;
  const hops: HopProbe[] = [];
  let length = maxHops;
  const cut = () => {
    length = Math.min(length, lengthOf(hops));
    for (const hop of hops.splice(length)) hop.end();
  };
  const endAll = () => {
    for (const hop of hops) hop.end();
  };
  signal.addEventListener('abort', endAll);
  while (hops.length < length && !signal.aborted) {
    const hop = new HopProbe(hops.length + 1, { ...options, onAnswer: cut });
    hops.push(hop);
    await hop.heard(headStartMs);
    if (await fellSilent(hops)) break;
  }
  await Promise.all(hops.map(({ over }) => over));
  signal.removeEventListener('abort', endAll);
  return failureOf(hops, options) ?? success(roundOf(hops));
}

/** Waits for the last hops' time to be over where all of them are silent so far. */
async function fellSilent(hops: readonly HopProbe[]): Promise<boolean> {
  const last = hops.slice(-mostSilent);
  const areSilent = () => last.every(({ first }) => !first);
  if (last.length < mostSilent || !areSilent()) return last.some(({ ended }) => ended?.ok === false);
  await Promise.all(last.map(({ over }) => over));
  return areSilent();
}

/** How many hops the way has, as far as it is known; infinite before its end was seen. */
function lengthOf(hops: readonly HopProbe[]): number {
  let ofOneRouter = 0;
  for (const [index, { first }] of hops.entries()) {
    if (first && (first.from !== 'router' || isOwn(first.ip))) return index + 1;
    ofOneRouter = first && first.ip === hops[index - 1]?.first?.ip ? ofOneRouter + 1 : 1;
    if (ofOneRouter === mostOfOneRouter) return index + 2 - mostOfOneRouter;
  }
  return Number.POSITIVE_INFINITY;
}

function roundOf(hops: readonly HopProbe[]): Round {
  return {
    hops: hops.map(({ ttl, answer }) => ({ ttl, ...shown(answer) })),
    reached: hops.at(-1)?.answer?.from === 'host',
    lastLeftAtMs: Math.max(0, ...hops.map(({ leftAtMs }) => leftAtMs)),
  };
}

/** This machine itself is no hop: its kernel says so when it finds nobody to hand the packet to. */
function shown(answer: HopAnswer | undefined): Omit<Hop, 'ttl'> {
  if (!answer || (answer.from !== 'host' && isOwn(answer.ip))) return {};
  const { from: _from, ...hop } = answer;
  return hop;
}

function isOwn(ip: string): boolean {
  const plain = (address: string) => address.replace(/%.*$/, '');
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => plain(address) === plain(ip)),
  );
}

/** What kept ping from sending anything, told by the first hop; nothing when anything came back. */
function failureOf(
  hops: readonly HopProbe[],
  { platform, program, address }: RoundOptions,
): { ok: false; error: Failure<RoundFailureCode> } | undefined {
  const [first] = hops;
  if (!first?.ended || hops.some((hop) => hop.first)) return undefined;
  const ping = pingProgramOf(platform);
  if (!first.ended.ok) return startFailure(first.ended.error, ping);
  const [stdout, stderr] = [first.stdout.join('\n'), first.stderr.join('\n')];
  if (saysWrongOption(stderr)) {
    const message = 'The ping program of this machine does not tell which router a packet came to.';
    return failure('no_ping_program', message, { hint: program.missing });
  }
  if (first.ended.value === undefined) return undefined;
  const read = ping.read(
    { exitCode: first.ended.value, stdout, stderr, truncated: false, durationMs: 0 },
    address,
  );
  return read.ok ? undefined : withHint(read.error, ping);
}
