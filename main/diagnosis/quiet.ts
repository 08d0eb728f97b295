import type { Evidence, Finding } from '../contract/verdict';
import { shownTargets } from './shown-evidence';
import type { Situation, TargetSeen } from './situation';

type Quiet<C extends Finding['code']> = Omit<Extract<Finding, { code: C }>, 'sinceMs'>;
type QuietCode =
  | 'asleep'
  | 'monitoring_paused'
  | 'pushing_paused'
  | 'nothing_measured'
  | 'starting'
  | 'all_well';

/** What is to be said beside faults, or where there are none; `undefined`: the faults say it all. */
export function quietFinding(situation: Situation, hasFaults: boolean): Quiet<QuietCode> | undefined {
  const { asleep, monitoring, pushing } = situation;
  if (asleep) return quiet('asleep', 'paused', [{ code: 'sleeping', values: {} }]);
  if (!monitoring) return quiet('monitoring_paused', 'paused', [switchedOff('monitoring')]);
  if (!pushing) return quiet('pushing_paused', 'paused', [switchedOff('pushing')]);
  return hasFaults ? undefined : withoutFaults(situation);
}

function withoutFaults({ collectors, targets, destinations }: Situation): Quiet<QuietCode> {
  const active = collectors.filter(({ state }) => state !== 'paused').length;
  const waiting = collectors.filter(({ state }) => state === 'waiting').length;
  if (active === 0) {
    return quiet('nothing_measured', 'paused', [
      { code: 'collectors_off', values: { collectors: collectors.length } },
    ]);
  }
  if (waiting === active) return quiet('starting', 'ok', [{ code: 'first_cycles', values: { waiting } }]);
  const probed = targets.filter(({ enabled, outcome }) => enabled && outcome !== undefined);
  const answering = probed.filter(({ outcome }) => outcome === 'reply').length;
  const taking = destinations.filter(({ state, builtIn }) => state === 'ok' && !builtIn).length;
  return quiet('all_well', 'ok', [
    { code: 'collectors_measure', values: { collectors: active - waiting } },
    ...(probed.length === 0
      ? []
      : [{ code: 'targets_answer', values: { targets: answering, of: probed.length } } as const]),
    ...unanswered(targets),
    ...(taking === 0 ? [] : [{ code: 'pushes_arrive', values: { destinations: taking } } as const]),
  ]);
}

/** That is no fault after one cycle, but not one of those that answer either. */
function unanswered(targets: readonly TargetSeen[]): readonly Evidence[] {
  const silent = targets.filter(({ enabled, outcome }) => enabled && outcome === 'loss');
  return silent.slice(0, shownTargets).map(({ name, failure }) => ({
    code: 'no_answer',
    values: { target: name, cycles: 1, ...(failure === undefined ? {} : { reason: failure }) },
  }));
}

function switchedOff(what: 'monitoring' | 'pushing'): Evidence {
  return { code: 'switched_off', values: { what } };
}

function quiet(code: QuietCode, level: 'ok' | 'paused', evidence: readonly Evidence[]): Quiet<QuietCode> {
  return { code, level, values: {}, evidence };
}
