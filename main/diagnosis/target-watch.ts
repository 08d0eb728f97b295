import { type ProbeFailure, type ProbeObstacle, slowFrom } from '../contract/verdict';
import { type Place, placeOf } from './segment';
import type { TargetSeen } from './situation';
import { learn, type Usual, usualValue } from './usual';
import { freshWatch, look, type Watch } from './watch';

/** What was seen of one target. */
export interface TargetRecord {
  readonly kind: string;
  /** Of the last reading. */
  readonly atMs: number;
  /** Of the last reading, if it was none. */
  readonly obstacle?: ProbeObstacle;
  readonly loss: Watch;
  readonly slowness: Watch;
  readonly obstacles: Watch;
  readonly usualRtt?: Usual;
  /** The last that was slow. */
  readonly slowRttSeconds?: number;
  readonly lastAnswerAtMs?: number;
  /** Of the last reading that failed. */
  readonly failure?: ProbeFailure;
  readonly place: Place;
}

/** The same with what the target shows now; `undefined`: nothing is known of it any more. */
export function watchTarget(
  before: TargetRecord | undefined,
  target: TargetSeen,
  { isRunning, gatewayIp }: { readonly isRunning: boolean; readonly gatewayIp: string | undefined },
): TargetRecord | undefined {
  const { outcome, atMs } = target;
  if (!target.enabled || !isRunning) return undefined;
  if (outcome === undefined || atMs === undefined || outcome === 'skipped') return before;
  if (before?.atMs === atMs) return before;
  const { obstacle: _before, ...record } = startingPoint(before, target, gatewayIp);
  if (outcome !== 'reply' && outcome !== 'loss') {
    return { ...record, atMs, obstacle: outcome, obstacles: look(record.obstacles, { atMs, badness: 1 }) };
  }
  const lossRatio = target.lossRatio ?? (outcome === 'reply' ? 0 : 1);
  return {
    ...record,
    ...rttSeen(record, target, atMs),
    atMs,
    obstacles: look(record.obstacles, { atMs, badness: 0 }),
    loss: look(record.loss, { atMs, badness: lossRatio }),
    ...(lossRatio < 1 ? { lastAnswerAtMs: atMs } : {}),
    ...(lossRatio > 0 && target.failure !== undefined ? { failure: target.failure } : {}),
  };
}

/** Another router is another network, with another past. */
function startingPoint(
  before: TargetRecord | undefined,
  target: TargetSeen,
  gatewayIp: string | undefined,
): TargetRecord {
  const place = placeOf(before?.place, target, gatewayIp);
  const isOther =
    place.segment === 'router' && before?.place.ip !== undefined && before.place.ip !== place.ip;
  if (before && !isOther) return { ...before, place };
  const { kind } = target;
  return { kind, atMs: 0, loss: freshWatch, slowness: freshWatch, obstacles: freshWatch, place };
}

function rttSeen(
  { slowness, usualRtt }: TargetRecord,
  { rttSeconds, kind }: TargetSeen,
  atMs: number,
): Partial<TargetRecord> {
  if (rttSeconds === undefined) return {};
  const isSlow = rttSeconds >= slowFrom(kind, usualValue(usualRtt));
  return {
    slowness: look(slowness, { atMs, badness: isSlow ? 1 : 0 }),
    usualRtt: learn(usualRtt, rttSeconds, isSlow),
    ...(isSlow ? { slowRttSeconds: rttSeconds } : {}),
  };
}
