import type { Evidence, Finding } from '../contract/verdict';
import type { Situation } from './situation';

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
  const answering = targets.filter(({ enabled, outcome }) => enabled && outcome === 'reply').length;
  const taking = destinations.filter(({ state }) => state === 'ok').length;
  return quiet('all_well', 'ok', [
    { code: 'collectors_measure', values: { collectors: active - waiting } },
    ...(answering === 0 ? [] : [{ code: 'targets_answer', values: { targets: answering } } as const]),
    ...(taking === 0 ? [] : [{ code: 'pushes_arrive', values: { destinations: taking } } as const]),
  ]);
}

function switchedOff(what: 'monitoring' | 'pushing'): Evidence {
  return { code: 'switched_off', values: { what } };
}

function quiet(code: QuietCode, level: 'ok' | 'paused', evidence: readonly Evidence[]): Quiet<QuietCode> {
  return { code, level, values: {}, evidence };
}
