import type { AppState, DestinationStatus, TargetStatus } from '../../main/contract/state';
import type { Verdict } from '../../main/contract/verdict';
import { noMemory } from '../../main/diagnosis/memory';
import type { DestinationSeen, Situation, TargetSeen } from '../../main/diagnosis/situation';
import { observe } from '../../main/diagnosis/verdict';

/** Parts of a state, as the diagnosis of a real main would see them over its last cycles. */
type Shown = Pick<AppState, 'collectors' | 'targets' | 'destinations'> & {
  readonly settings: Pick<AppState['settings'], 'monitoring' | 'pushing'>;
};

const cycleMs = 5_000;
const wellCycles = 8;
const badCycles = 12;

/** The verdict on a state that has been so for a minute, after all was well. */
export function fakeVerdict(shown: Shown, nowMs: number): Verdict {
  let memory = noMemory;
  for (let ago = wellCycles + badCycles; ago > 0; ago -= 1) {
    const atMs = nowMs - ago * cycleMs;
    const situation = situationAt(shown, atMs, ago > badCycles);
    memory = observe(memory, situation, atMs).memory;
  }
  return observe(memory, situationAt(shown, nowMs, false), nowMs).verdict;
}

function situationAt(shown: Shown, atMs: number, isWell: boolean): Situation {
  const { monitoring, pushing } = shown.settings;
  return {
    monitoring,
    pushing,
    asleep: false,
    collectors: shown.collectors.map((collector) => ({
      ...collector,
      state: heard(collector.state),
      ...(isWell && collector.state === 'failing' ? { state: 'ok', problems: [] } : {}),
      ...(collector.state === 'waiting' ? {} : { lastCycleAtMs: atMs }),
    })),
    targets: shown.targets.map((target) => targetSeen(target, shown, isWell ? 'up' : target.state, atMs)),
    destinations: isWell ? [] : shown.destinations.map(destinationSeen),
  };
}

function targetSeen(
  { collector, name, host, ip, rttSeconds, lossRatio, state: real }: TargetStatus,
  { collectors }: Shown,
  state: TargetStatus['state'],
  atMs: number,
): TargetSeen {
  const owner = collectors.find(({ id }) => id === collector);
  const unknown = owner?.state === 'failing' ? 'no_program' : 'unresolvable';
  const outcomes = { up: 'reply', loss: 'reply', down: 'loss', unknown } as const;
  const isKnown =
    real !== 'waiting' &&
    real !== 'paused' &&
    state !== 'waiting' &&
    state !== 'paused' &&
    state !== 'unheard';
  return {
    collector,
    kind: owner?.kind ?? 'ping',
    name,
    host,
    enabled: real !== 'paused',
    ...(ip === undefined ? {} : { ip }),
    ...(rttSeconds === undefined ? {} : { rttSeconds }),
    ...(state === 'up' || lossRatio === undefined ? {} : { lossRatio }),
    ...(isKnown ? { outcome: outcomes[state], atMs } : {}),
  };
}

/** A main hears itself. */
function heard<S extends string>(state: S): Exclude<S, 'unheard'> {
  if (state === 'unheard') throw new Error('only a window says so');
  return state as Exclude<S, 'unheard'>;
}

function destinationSeen({ lastPush, failureCode, ...destination }: DestinationStatus): DestinationSeen {
  const push = lastPush && {
    id: lastPush.id,
    atMs: lastPush.atMs,
    ...(lastPush.status === undefined ? {} : { status: lastPush.status }),
  };
  const code = failureCode ?? (lastPush?.ok === false ? lastPush.errorCode : undefined);
  return {
    ...destination,
    state: heard(destination.state),
    ...(push ? { lastPush: push } : {}),
    ...(code === undefined ? {} : { failureCode: code }),
  };
}
