import type { Collected } from '../collectors/collector';
import type { CallOutput, CheckedInput } from '../contract/contract';
import type { PushOutcome, PushPreview } from '../destinations/destination';
import type { ForwardState } from '../engine/forwarding/pushed-in';
import type { EngineEvent, EngineStatus } from '../engine/status';
import type { Gateway, GroupHead } from '../gateway/gateway';
import type { History, PushRecord } from '../history/history';
import type { Labels, MetricFamily } from '../metrics/model';
import type { Failure, Outcome } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { CollectorSettings } from '../settings/schema/collectors';
import type { DestinationSettings } from '../settings/schema/destinations';
import type { Settings } from '../settings/schema/settings';

/** What the calls need from below, so that a test can hand in one line of it. */
export interface ApiParts {
  readonly engine: EngineFace;
  readonly settings: SettingsFace;
  readonly secrets: SecretsFace;
  readonly history: History;
  readonly gateway: GatewayFace;
  readonly holders: HoldersFace;
  readonly path: PathFace;
  readonly arrival: ArrivalFace;
  readonly about: About;
  /** Absent: there is none. */
  readonly desktop?: DesktopFace;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface EngineFace {
  status(): EngineStatus;
  /** Own families, as they would be pushed now. */
  families(): readonly MetricFamily[];
  instance(): Outcome<string>;
  pushNow(destination?: string): Promise<Outcome<readonly PushRecord[]>>;
  /** When the last snapshots were taken that this destination took. */
  deliveredTimes(destination: string): ReadonlySet<number>;
  tryCollector(settings: CollectorSettings): Promise<Collected & { readonly durationMs: number }>;
  tryDestination(
    settings: DestinationSettings,
  ): Promise<{ readonly outcomes: readonly PushOutcome[]; readonly replaces: readonly string[] }>;
  previewDestination(settings: DestinationSettings): Promise<Outcome<readonly PushPreview[]>>;
  replacedFamilies(settings: DestinationSettings): Promise<readonly string[]>;
  /** Of this machine's own group, as it is served here. */
  ownKey(): Labels;
  /** How a group that others pushed here stands where it is forwarded to. */
  forwarded(head: GroupHead): readonly ForwardState[];
  repeatPush(recorded: PushRecord): Promise<Outcome<PushRecord>>;
  subscribe(listener: (event: EngineEvent) => void): () => void;
}

export interface SettingsFace {
  /** What is running. */
  current(): Settings;
  file(): { readonly path: string; readonly exists: boolean; readonly problem?: Failure };
  /** Checks, writes and applies; refused with `settings_changed` when the running ones are no longer `base`. */
  save(settings: unknown, base: Settings): Promise<Outcome<Settings>>;
  subscribe(listener: () => void): () => void;
}

/** Who holds the connections of one TCP state. */
export type HoldersFace = (
  query: CheckedInput<'tcp.holders'>,
  signal: AbortSignal,
) => Promise<Outcome<CallOutput<'tcp.holders'>>>;

/** One round over the hops towards a host. */
export type PathFace = (query: CheckedInput<'path.probe'>) => Promise<Outcome<CallOutput<'path.probe'>>>;

/** When what was measured lately came to the Prometheus behind a destination. */
export type ArrivalFace = (
  destination: DestinationSettings,
  wait: {
    readonly settings: Settings;
    readonly measuredSinceMs: number;
    readonly delivered: () => ReadonlySet<number>;
    readonly withinMs: number;
  },
) => Promise<Outcome<CallOutput<'destination.verify'>>>;

export interface SecretsFace {
  names(): readonly string[];
  set(name: string, value: string): Outcome<unknown>;
}

/** What others pushed to this machine. */
export type GatewayFace = Pick<Gateway, 'groups' | 'group' | 'delete' | 'expiredGroups' | 'refused'>;

/** The desktop that the tray app is on. */
export interface DesktopFace {
  /** Whether the tray app starts when its user logs in. */
  startsAtLogin(): boolean;
  setStartAtLogin(on: boolean): Outcome<void>;
}

/** What is true for the whole run, or changes without settings. */
export interface About {
  readonly version: string;
  readonly platform: string;
  readonly startedAtMs: number;
  /** The server's address; absent while it is off. */
  address(): string | undefined;
  /** Sentences for people: the default port was taken, there is no tray, … */
  notices(): readonly string[];
  /** The address of a Pushgateway on this machine that is no destination yet. */
  offeredGateway(): string | undefined;
}
