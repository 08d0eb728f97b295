import { type MetricFamily, untyped } from '../../metrics/model';
import { readTable } from '../../platform/proc-reader';
import type { Machine, Problem } from '../collector';
import { problemOf } from '../problem';
import { procFailure } from '../proc-failure';

/** Of all that the kernel counts there, what says how well TCP goes: by file and by the word that its lines begin with. */
const statistics = [
  {
    file: 'snmp',
    protocol: 'Tcp',
    names: [
      'ActiveOpens',
      'PassiveOpens',
      'CurrEstab',
      'InSegs',
      'OutSegs',
      'RetransSegs',
      'InErrs',
      'OutRsts',
    ],
  },
  {
    file: 'netstat',
    protocol: 'TcpExt',
    names: ['ListenDrops', 'ListenOverflows', 'TCPSynRetrans', 'TCPTimeouts'],
  },
] as const;

export interface Health {
  readonly families: readonly MetricFamily[];
  readonly problems: readonly Problem[];
}

/** The kernel's own counters since it started, of this network namespace, under node_exporter's names and without a type as there. */
export async function readHealth(
  { procRoot, clock }: Pick<Machine, 'procRoot' | 'clock'>,
  signal: AbortSignal,
): Promise<Health> {
  const families: MetricFamily[] = [];
  const problems: Problem[] = [];
  for (const { file, protocol, names } of statistics) {
    const table = await readTable(`${procRoot}/net/${file}`, { clock, signal });
    if (table.ok) families.push(...familiesOf(protocol, names, valuesOf(table.value, protocol)));
    else problems.push(problemOf(procFailure('TCP health counters could not be read.', table.error).error));
  }
  return { families, problems };
}

/** A counter that this kernel does not have is absent. */
function familiesOf(
  protocol: string,
  names: readonly string[],
  values: ReadonlyMap<string, number>,
): MetricFamily[] {
  return names.flatMap((name) => {
    const value = values.get(name);
    if (value === undefined) return [];
    return [untyped(`node_netstat_${protocol}_${name}`, `Statistic ${protocol}${name}.`, [[{}, value]])];
  });
}

/** Each protocol has two lines: `Tcp: ActiveOpens PassiveOpens …` and `Tcp: 17 4 …`. */
function valuesOf(table: string, protocol: string): ReadonlyMap<string, number> {
  const lines = table.split('\n').filter((line) => line.startsWith(`${protocol}:`));
  const [names = [], values = []] = lines.map((line) => line.trim().split(/\s+/).slice(1));
  const known = new Map<string, number>();
  names.forEach((name, index) => {
    const digits = values[index] ?? '';
    if (/^-?\d+$/.test(digits)) known.set(name, Number(digits));
  });
  return known;
}
