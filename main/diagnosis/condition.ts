import type { ProbeObstacle } from '../contract/verdict';
import { hasLost, isClearlyLess, shareToSay, sinceIn } from './shares';
import type { TargetRecord } from './target-watch';
import { usualValue } from './usual';
import { endTogether, type Sight, sightsOfFault, upToLastBad, type Watch } from './watch';

interface Slow {
  readonly sinceMs: number;
  readonly rttSeconds: number;
  readonly usualSeconds?: number;
}

export type Condition =
  /** `unclean`: nothing is wrong, but something was lost within the last cycles; that is not called fine. */
  | { readonly kind: 'unknown' | 'fine' | 'unclean' }
  | { readonly kind: 'loss' | 'down'; readonly sinceMs: number; readonly lossRatio: number }
  | ({ readonly kind: 'slow' } & Slow)
  /** Slow since a packet was lost and sent again, as far as can be told: others lose some too. */
  | ({ readonly kind: 'resent' } & Slow)
  | { readonly kind: 'not_probed'; readonly sinceMs: number; readonly obstacle: ProbeObstacle };

/** What is remembered of one target. */
export interface TargetMemory extends TargetRecord {
  readonly condition: Condition;
}

type Records = ReadonlyMap<string, TargetRecord>;

/** RFC 6298: a first packet that gets no answer is sent again after a second; name lookups wait no shorter. */
const resendSeconds = 0.9;

/**
 * How each target does, as it shows beside the others: what loses packets near this machine loses those of all that lie beyond, but by
 * chance the one shows it cycles before the other.
 */
export function judgeTogether(
  records: Records,
  before: ReadonlyMap<string, TargetMemory>,
): ReadonlyMap<string, TargetMemory> {
  const losses = endTogether([...records.values()].map(({ loss }) => loss));
  const current = new Map(
    [...records].map(([key, record], index) => [key, { ...record, loss: losses[index] ?? record.loss }]),
  );
  const elsewhere = [...current.values()].filter(isElsewhere);
  const losing = elsewhere.flatMap(({ loss: { sinceMs, sights } }) =>
    sinceMs === undefined ? [] : [{ sinceMs, sights }],
  );
  const around = { elsewhere, losing: losing.sort((a, b) => a.sinceMs - b.sinceMs) };
  return new Map(
    [...current].map(([key, record]) => {
      const alone = conditionOf(record);
      const condition = isElsewhere(record) ? besideOthers(record, alone, around) : alone;
      return [key, { ...record, condition: saidOf(record, condition, before.get(key)?.condition) }];
    }),
  );
}

function isElsewhere({ place }: TargetRecord): boolean {
  return place.segment !== 'self';
}

function conditionOf(record: TargetRecord): Condition {
  const { loss, slowness, obstacles, obstacle, slowRttSeconds } = record;
  if (obstacles.sinceMs !== undefined && obstacle !== undefined) {
    return { kind: 'not_probed', sinceMs: obstacles.sinceMs, obstacle };
  }
  if (loss.sinceMs !== undefined) {
    const silentSinceMs = downSince(loss);
    return silentSinceMs === undefined
      ? { kind: 'loss', sinceMs: loss.sinceMs, lossRatio: 0 }
      : { kind: 'down', sinceMs: silentSinceMs, lossRatio: 0 };
  }
  if (slowness.sinceMs !== undefined && slowRttSeconds !== undefined) {
    const usualSeconds = usualValue(record.usualRtt);
    const usual = usualSeconds === undefined ? {} : { usualSeconds };
    return { kind: 'slow', sinceMs: slowness.sinceMs, rttSeconds: slowRttSeconds, ...usual };
  }
  if (loss.sights.length === 0) return { kind: 'unknown' };
  return { kind: hasLost(loss.sights) ? 'unclean' : 'fine' };
}

const leastSilent = 2;

/**
 * Since when nothing came back, up to the last cycle that was not good: one good cycle does not make it a loss. What lost packets before
 * that was not down yet.
 */
function downSince({ sights }: Watch): number | undefined {
  const upToNow = upToLastBad(sights);
  const silent = upToNow.slice(upToNow.findLastIndex(({ badness }) => badness < 1) + 1);
  return silent.length < leastSilent ? undefined : silent[0]?.atMs;
}

interface Around {
  readonly elsewhere: readonly TargetRecord[];
  /** The one that began first is the first. */
  readonly losing: readonly { readonly sinceMs: number; readonly sights: readonly Sight[] }[];
}

function besideOthers(record: TargetRecord, condition: Condition, around: Around): Condition {
  if (condition.kind === 'unclean') return losesWith(record, around) ?? condition;
  return condition.kind === 'slow' && isResent(record, condition, around)
    ? { ...condition, kind: 'resent' }
    : condition;
}

/** Loses too, if it lost anything since another one does, and not clearly less. */
function losesWith({ loss }: TargetRecord, { losing }: Around): Condition | undefined {
  const other = losing.find(({ sinceMs, sights: theirs }) => {
    const ours = sinceIn(loss.sights, sinceMs);
    return hasLost(ours) && !isClearlyLess(ours, sinceIn(theirs, sinceMs));
  });
  return other && { kind: 'loss', sinceMs: other.sinceMs, lossRatio: 0 };
}

/** It came late by so much, and not clearly more often than others lose packets. */
function isResent(record: TargetRecord, slow: Slow, { elsewhere }: Around): boolean {
  if (record.kind === 'ping' || slow.rttSeconds - (slow.usualSeconds ?? 0) < resendSeconds) return false;
  const late = sightsOfFault(record.slowness);
  return elsewhere.some(
    (one) => one !== record && hasLost(one.loss.sights) && !isClearlyLess(one.loss.sights, late),
  );
}

/** What lost packets beside others before it was clear by itself does so since then: its share does not begin anew. */
function saidOf({ loss }: TargetRecord, condition: Condition, before: Condition | undefined): Condition {
  if (condition.kind !== 'loss' && condition.kind !== 'down') return condition;
  const earlier = before?.kind === condition.kind ? before : undefined;
  const sinceMs = Math.min(condition.sinceMs, earlier?.sinceMs ?? condition.sinceMs);
  return { ...condition, sinceMs, lossRatio: shareToSay(sinceIn(loss.sights, sinceMs), earlier?.lossRatio) };
}
