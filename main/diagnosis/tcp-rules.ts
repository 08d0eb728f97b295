import type { Evidence, Finding, FindingValues } from '../contract/verdict';
import type { TcpState } from '../metrics/tcp-states';
import type { HolderSeen } from './situation';
import type { Step, TcpMemory } from './tcp-watch';
import { usualValue } from './usual';
import { sightsOfFault, upToLastBad, type Watch } from './watch';

type Holders = ReadonlyMap<TcpState, HolderSeen>;

/** What is unusual in this machine's own TCP. */
export function tcpFindings(memory: TcpMemory | undefined, holders: Holders = new Map()): readonly Finding[] {
  if (!memory) return [];
  return [...pileups(memory, holders), ...listenDrops(memory)];
}

/** Segments sent again: a finding of its own only where no loss on the way explains them. */
export function resending(memory: TcpMemory | undefined): Finding | undefined {
  if (!memory) return undefined;
  const { sinceMs } = memory.resending;
  const { sent, resent, overMs } = sum(stepsOf(memory, memory.resending));
  if (sinceMs === undefined || sent === 0) return undefined;
  const evidence: Evidence = { code: 'segments_resent', values: { resent, sent, overMs } };
  const values = { resentRatio: resent / sent };
  return { code: 'tcp_resending', level: 'trouble', sinceMs, values, evidence: [evidence] };
}

function pileups({ states, seen }: TcpMemory, holders: Holders): Finding[] {
  return Object.entries(states).flatMap(([name, { pileup, usual }]): Finding[] => {
    const state = name as TcpState;
    const connections = seen.states[state];
    if (pileup.sinceMs === undefined || connections === undefined) return [];
    const before = usualValue(usual);
    const values = { state, connections, ...(before === undefined ? {} : { usual: Math.round(before) }) };
    const holder = holders.get(state);
    return [
      {
        code: 'tcp_pileup',
        level: 'trouble',
        sinceMs: pileup.sinceMs,
        values: { state, connections, ...mostHeldBy(holder, connections) },
        evidence: [
          { code: 'connections', values },
          ...(holder ? [{ code: 'held_by', values: holder } as const] : []),
        ],
      },
    ];
  });
}

/** What was counted when the system was asked is no count of now once the pile has grown or shrunk by more than a tenth. */
function mostHeldBy(
  holder: HolderSeen | undefined,
  connections: number,
): Pick<FindingValues<'tcp_pileup'>, 'process'> {
  if (!holder || holder.connections * 2 <= holder.of) return {};
  const { pid, name, connections: held, of } = holder;
  const isOfNow = held <= connections && Math.abs(connections - of) <= connections / 10;
  return {
    process: { pid, ...(name === undefined ? {} : { name }), ...(isOfNow ? { connections: held } : {}) },
  };
}

function listenDrops(memory: TcpMemory): Finding[] {
  const { sinceMs } = memory.drops;
  const { dropped, overMs } = sum(stepsOf(memory, memory.drops));
  if (sinceMs === undefined || dropped === 0) return [];
  const evidence: Evidence = { code: 'connections_dropped', values: { dropped, overMs } };
  return [{ code: 'listen_drops', level: 'trouble', sinceMs, values: { dropped }, evidence: [evidence] }];
}

/** Without the good cycles that may be its end: they would thin out what was seen. */
function stepsOf({ steps }: TcpMemory, watch: Watch): readonly Step[] {
  const fault = upToLastBad(sightsOfFault(watch));
  return steps.filter((step) => fault.some(({ atMs }) => atMs === step.atMs));
}

function sum(steps: readonly Step[]) {
  const total = (value: (step: Step) => number) => steps.reduce((all, step) => all + value(step), 0);
  return {
    sent: total(({ sent }) => sent),
    resent: total(({ resent }) => resent),
    dropped: total(({ dropped }) => dropped),
    overMs: total(({ fromMs, atMs }) => atMs - fromMs),
  };
}
