import { type Outcome, success } from '../../../main/outcome';
import type { Client } from '../../client/client';
import { atOnce } from '../../report/at-once';
import {
  type Cycle,
  type MeasuredTarget,
  measuredTargets,
  noTargetSeries,
  type TargetSeries,
} from '../../report/cycles';
import { lossStretchesOf } from '../../report/loss-stretches';
import { fewestSteps, outagesOf, type Range } from '../../report/outages';
import { type Happening, happeningsOf, type Trouble } from './happenings';

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** How coarsely the whole day is looked at: with twenty targets some hundred kilobytes, read from what history keeps for each minute. */
const stepMs = 5 * minuteMs;
/** A step of which so much was lost is looked at closely. */
const suspiciousRatio = 0.01;
/** What is longer, or comes after so many closer looks, is told as it was seen from afar. */
const closestMs = 80 * minuteMs;
const closeLooks = 24;

/** What happened in the last 24 hours; the day is looked at coarsely, and closely where something was lost. */
export async function loadDay(client: Client, nowMs: number): Promise<Outcome<readonly Happening[]>> {
  const range = { fromMs: nowMs - dayMs, toMs: nowMs };
  const marks = await client.call('marks.list', range);
  if (!marks.ok) return marks;
  const coarse = await loadTargets(client, range, {
    ofKind: [...ofPings, ...ofProbes],
    maxPoints: dayMs / stepMs + 1,
  });
  if (!coarse.ok) return coarse;
  const troubles: Trouble[] = [];
  for (const [index, window] of windowsOf(coarse.value, nowMs).entries()) {
    const isClose = index < closeLooks && window.toMs - window.fromMs <= closestMs;
    const found = isClose ? await lookClosely(client, window) : success(within(coarse.value, window));
    if (!found.ok) return found;
    troubles.push(...found.value.map((target) => troubleOf(target, range, !isClose)));
  }
  return success(happeningsOf(troubles, marks.value.marks, range));
}

interface TargetWindow extends Range {
  readonly kind: string;
  readonly name: string;
}

/** Of every target the stretches in which something was lost, with a step before and after; the newest first. */
function windowsOf(targets: readonly MeasuredTarget[], nowMs: number): readonly TargetWindow[] {
  // One target may be there twice, by IPv4 and by IPv6.
  const each = new Map(targets.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }]));
  const windows = [...each.values()].flatMap(({ kind, name }) => {
    const own = targets.filter((target) => target.kind === kind && target.name === name);
    const steps = own.flatMap(({ cycles }) => cycles.flatMap(suspiciousStep));
    return atOnce(steps).map(({ fromMs, toMs }) => ({ kind, name, fromMs, toMs: Math.min(nowMs, toMs) }));
  });
  return windows.sort((a, b) => b.toMs - a.toMs);
}

function suspiciousStep({ atMs, lossRatio = 0 }: Cycle): Range[] {
  return lossRatio > suspiciousRatio ? [{ fromMs: atMs - stepMs, toMs: atMs + 2 * stepMs }] : [];
}

async function lookClosely(
  client: Client,
  window: TargetWindow,
): Promise<Outcome<readonly MeasuredTarget[]>> {
  const found = await loadTargets(client, window, {
    ofKind: window.kind === 'ping' ? ofPings : ofProbes,
    labels: { target: window.name },
    maxPoints: Math.ceil((window.toMs - window.fromMs) / 1000) + 1,
  });
  return found.ok ? success(within(found.value, window)) : found;
}

function within(
  targets: readonly MeasuredTarget[],
  { kind, name, fromMs, toMs }: TargetWindow,
): readonly MeasuredTarget[] {
  const isIn = ({ atMs }: Cycle) => atMs >= fromMs && atMs <= toMs;
  return targets
    .filter((target) => target.kind === kind && target.name === name)
    .map((target) => ({ ...target, cycles: target.cycles.filter(isIn) }));
}

function troubleOf({ name, cycles }: MeasuredTarget, range: Range, isAbout: boolean): Trouble {
  const outages = outagesOf(cycles, range, isAbout ? fewestSteps(stepMs) : undefined);
  // From afar an outage that began or ended within a step is also a loss in that step.
  const isEdge = ({ fromMs, toMs }: Range) =>
    isAbout && outages.some((outage) => outage.fromMs === toMs || outage.toMs === fromMs);
  const told = <S extends Range>(all: readonly S[]) => all.map((one) => ({ ...one, isAbout }));
  return {
    name,
    outages: told(outages),
    lossStretches: told(lossStretchesOf(cycles, range).filter((stretch) => !isEdge(stretch))),
  };
}

const asked = {
  loss: ['ping_loss_ratio', 'mean'],
  packetsSent: ['ping_packets_sent_total', 'max'],
  probeSuccess: ['probe_success', 'mean'],
} as const;

const ofPings = ['loss', 'packetsSent'] as const;
const ofProbes = ['probeSuccess'] as const;

interface Look {
  readonly ofKind: readonly (keyof typeof asked)[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly maxPoints: number;
}

async function loadTargets(
  client: Client,
  { fromMs, toMs }: Range,
  { ofKind, labels = {}, maxPoints }: Look,
): Promise<Outcome<readonly MeasuredTarget[]>> {
  const found: { -readonly [K in keyof TargetSeries]: TargetSeries[K] } = { ...noTargetSeries };
  for (const name of ofKind) {
    const [metric, reduce] = asked[name];
    const answer = await client.call('samples.query', { metric, labels, fromMs, toMs, maxPoints, reduce });
    if (!answer.ok) return answer;
    found[name] = answer.value.series;
  }
  return success(measuredTargets(found));
}
