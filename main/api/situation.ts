import type { Medium, ProbeFailure } from '../contract/verdict';
import { probeFailure } from '../contract/verdict';
import type { LinkSeen, Situation, TargetSeen, TcpSeen } from '../diagnosis/situation';
import type { CollectorHealth, EngineStatus, TargetHealth } from '../engine/status';
import type { Labels, MetricFamily, Sample } from '../metrics/model';
import { ownTcpStates, tcpStates } from '../metrics/tcp-states';

/** What the rules look at, from what the engine says of its parts and from what was measured last. */
export function situationOf(status: EngineStatus, families: readonly MetricFamily[]): Situation {
  const samples = samplesByName(families);
  const link = linkOf(samples, status.collectors);
  const tcp = tcpOf(samples, status.collectors);
  return {
    ...status,
    targets: status.targets.map((target) => targetOf(target, status.collectors, samples)),
    ...(link ? { link } : {}),
    ...(tcp ? { tcp } : {}),
  };
}

type Samples = (name: string) => readonly Sample[];

function samplesByName(families: readonly MetricFamily[]): Samples {
  const byName = new Map(families.map(({ name, samples }) => [name, samples]));
  return (name) => byName.get(name) ?? [];
}

function targetOf(
  target: TargetHealth,
  collectors: readonly CollectorHealth[],
  samples: Samples,
): TargetSeen {
  const kind = collectors.find(({ id }) => id === target.collector)?.kind ?? '';
  const failure = failureOf(samples, { target: target.name, kind });
  return { ...target, kind, ...(failure === undefined ? {} : { failure }) };
}

function failureOf(
  samples: Samples,
  { target, kind }: { target: string; kind: string },
): ProbeFailure | undefined {
  const info = samples('probe_failure_info').find(
    ({ labels }) => labels['target'] === target && labels['kind'] === kind,
  );
  return info && probeFailure.safeParse(info.labels['reason']).data;
}

/** That there is no default route is only known where everything could be read. */
function linkOf(samples: Samples, collectors: readonly CollectorHealth[]): LinkSeen | undefined {
  const { state, lastCycleAtMs } = collectors.find(({ kind }) => kind === 'link') ?? {};
  if (lastCycleAtMs === undefined || (state !== 'ok' && state !== 'failing')) return undefined;
  const device = defaultDevice(samples('node_network_route_info'));
  if (device === undefined) return state === 'ok' ? { atMs: lastCycleAtMs } : undefined;
  const up = valueAt(samples('node_network_up'), { device });
  const signalDbm = valueAt(samples('node_wifi_station_signal_dbm'), { device });
  const medium = mediumOf(device, signalDbm !== undefined);
  return {
    atMs: lastCycleAtMs,
    route: {
      device,
      medium,
      ...(up === undefined ? {} : { up: up === 1 }),
      ...(signalDbm === undefined ? {} : { signalDbm }),
    },
  };
}

/** Of several default routes the kernel takes that with the lowest priority number. */
function defaultDevice(routes: readonly Sample[]): string | undefined {
  const [first] = [...routes].sort((a, b) => Number(a.labels['priority']) - Number(b.labels['priority']));
  return first?.labels['device'];
}

/** By systemd's names (systemd.net-naming-scheme) where nothing else tells: macOS names both alike, `en0`. */
function mediumOf(device: string, hasSignal: boolean): Medium {
  if (hasSignal || /^wl/.test(device)) return 'wifi';
  return /^(eth\d|en[opsx])/.test(device) ? 'wired' : 'unknown';
}

function tcpOf(samples: Samples, collectors: readonly CollectorHealth[]): TcpSeen | undefined {
  const states = ownTcpStates(samples('node_tcp_connection_states'));
  const atMs = collectors.find(({ kind }) => kind === 'tcp-states')?.lastCycleAtMs;
  if (Object.keys(states).length === 0 || atMs === undefined) return undefined;
  const sentSegments = ownValue(samples('node_netstat_Tcp_OutSegs'));
  const resentSegments = ownValue(samples('node_netstat_Tcp_RetransSegs'));
  const listenDrops = ownValue(samples('node_netstat_TcpExt_ListenDrops'));
  const isCounted = sentSegments !== undefined && resentSegments !== undefined && listenDrops !== undefined;
  return {
    atMs,
    states: Object.fromEntries(tcpStates.map((state) => [state, states[state]] as const).filter(isKnown)),
    ...(isCounted ? { counters: { sentSegments, resentSegments, listenDrops } } : {}),
  };
}

function isKnown<K>(entry: readonly [K, number | undefined]): entry is readonly [K, number] {
  return entry[1] !== undefined;
}

/** With labels it would be of another machine. */
function ownValue(samples: readonly Sample[]): number | undefined {
  return samples.find(({ labels }) => Object.keys(labels).length === 0)?.value;
}

function valueAt(samples: readonly Sample[], labels: Labels): number | undefined {
  const wanted = Object.entries(labels);
  return samples.find((sample) => wanted.every(([name, value]) => sample.labels[name] === value))?.value;
}
