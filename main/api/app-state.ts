import type { AppState, DestinationStatus, TargetStatus, TcpStatus } from '../contract/state';
import { targetStateOf } from '../diagnosis/target-state';
import type { Judgement } from '../diagnosis/verdict';
import type { CollectorHealth, DestinationHealth, TargetHealth } from '../engine/status';
import type { MetricFamily } from '../metrics/model';
import { ownTcpStates, waitStates } from '../metrics/tcp-states';
import type { ApiParts } from './parts';
import { pushSummaryOf } from './push-calls';

/** The whole of what the window shows, from what every part says of itself at this moment. */
export function appStateOf(parts: ApiParts, { memory, verdict }: Judgement): AppState {
  const status = parts.engine.status();
  const instance = parts.engine.instance();
  const address = parts.about.address();
  const tcp = tcpStatus(parts.engine.families(), status.collectors);
  const collectors = status.collectors.map((collector) => ({
    ...collector,
    problems: collector.problems.map((problem) => ({ ...problem })),
  }));
  const targets = status.targets.map((target) => ({
    ...shownOf(target),
    state: target.enabled && status.monitoring ? targetStateOf(memory, target) : ('paused' as const),
  }));
  const destinations = status.destinations.map(destinationStatus);
  const offered = parts.about.offeredGateway();
  return {
    version: parts.about.version,
    platform: parts.about.platform,
    startedAtMs: parts.about.startedAtMs,
    instance: instance.ok ? { name: instance.value } : { problem: forWindow(instance.error) },
    settings: parts.settings.current(),
    settingsFile: settingsFile(parts),
    ...(address === undefined ? {} : { address }),
    notices: [...parts.about.notices()],
    verdict,
    collectors,
    targets,
    ...(tcp ? { tcp } : {}),
    destinations,
    ...(parts.desktop && { desktop: { startsAtLogin: parts.desktop.startsAtLogin() } }),
    offers: offered === undefined ? [] : [{ kind: 'pushgateway', url: offered }],
  };
}

function settingsFile(parts: ApiParts): AppState['settingsFile'] {
  const { path, exists, problem } = parts.settings.file();
  return { path, exists, ...(problem ? { problem: forWindow(problem) } : {}) };
}

/** The contract's arrays are its own, ours are read-only: hand over a copy. */
function forWindow(error: {
  code: string;
  message: string;
  hint?: string;
  faults?: readonly Fault[];
}): WindowFailure {
  const { faults, ...rest } = error;
  return { ...rest, ...(faults ? { faults: [...faults] } : {}) };
}

type WindowFailure = NonNullable<AppState['instance']['problem']>;
type Fault = NonNullable<WindowFailure['faults']>[number];

function shownOf({
  enabled: _enabled,
  outcome: _outcome,
  ...shown
}: TargetHealth): Omit<TargetStatus, 'state'> {
  return shown;
}

function destinationStatus({ lastPush, ...destination }: DestinationHealth): DestinationStatus {
  return { ...destination, ...(lastPush ? { lastPush: pushSummaryOf(lastPush) } : {}) };
}

function tcpStatus(
  families: readonly MetricFamily[],
  collectors: readonly CollectorHealth[],
): TcpStatus | undefined {
  const family = families.find(({ name }) => name === 'node_tcp_connection_states');
  const states = ownTcpStates(family?.samples ?? []);
  const atMs = collectors.find(({ kind }) => kind === 'tcp-states')?.lastCycleAtMs;
  if (Object.keys(states).length === 0 || atMs === undefined) return undefined;
  const waitConnections = waitStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return { atMs, states, waitConnections };
}
