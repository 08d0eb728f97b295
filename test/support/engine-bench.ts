import type { Collected, Collector, CollectorKinds } from '../../main/collectors/collector';
import { collectorKinds as realKinds } from '../../main/collectors/kinds';
import type {
  Destination,
  DestinationKinds,
  Identity,
  PushFailure,
  PushOutcome,
  Snapshot,
} from '../../main/destinations/destination';
import { addressOf } from '../../main/engine/delivering/destination-settings';
import { type Engine, makeEngine } from '../../main/engine/engine';
import type { EngineEvent } from '../../main/engine/status';
import type { History, Mark, NewPushRecord, PushRecord } from '../../main/history/history';
import { encodeText } from '../../main/metrics/encode';
import { gauge, type MetricFamily } from '../../main/metrics/model';
import { success } from '../../main/outcome';
import type { CollectorSettings } from '../../main/settings/schema/collectors';
import { type DestinationSettings, farewellOf } from '../../main/settings/schema/destinations';
import { type Settings, type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { FakeClock } from './fake-clock';
import { groupJournal } from './group-journal';
import { memoryBacklog } from './memory-backlog';
import { RecordingLogger } from './recording-logger';
import { testMachine } from './test-machine';

/** What a test's collector does in one cycle. */
export type Measure = (signal: AbortSignal, cycle: number) => Collected | Promise<Collected>;

/** What a test's destination answers to one try; nothing is success. */
export type Answer = (
  snapshot: Snapshot,
  signal: AbortSignal,
) => PushFailure | undefined | Promise<PushFailure | undefined>;

export interface SentPush {
  readonly kind: 'push' | 'keep' | 'send' | 'repeat' | 'forget';
  readonly destination: string;
  readonly atMs: number;
  readonly identity: Identity;
  readonly settings: DestinationSettings;
  readonly families: readonly MetricFamily[];
}

/** An engine with collectors and destinations that do what the test says, on a clock that the test moves. */
export class EngineBench {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly history = new MemoryHistory();
  readonly groups = groupJournal();
  readonly events: EngineEvent[] = [];
  /** By collector id; a collector that is not here gives one gauge named after it. */
  readonly measures = new Map<string, Measure>();
  /** By destination id or address; one that is not here takes everything. */
  readonly answers = new Map<string, Answer>();
  /** The same for what is taken away. */
  readonly farewells = new Map<string, Answer>();
  /** Names of families of others that a first push would replace, by destination id; one that is not here cannot say. */
  readonly others = new Map<string, readonly string[]>();
  readonly sent: SentPush[] = [];
  readonly cycles: { readonly collector: string; readonly atMs: number }[] = [];
  readonly closed: string[] = [];
  address: string | undefined;
  hostName = 'web1.example.org';
  readonly engine: Engine;

  constructor(hostName?: string) {
    this.hostName = hostName ?? this.hostName;
    this.engine = this.makeEngine();
    this.engine.subscribe((event) => this.events.push(event));
  }

  apply(input: Partial<SettingsInput>): Settings {
    const settings = settingsSchema.parse({ version: 1, ...input });
    this.engine.apply(settings);
    return settings;
  }

  start(input: Partial<SettingsInput>): void {
    this.apply(input);
    this.engine.start();
  }

  pushes(destination?: string): SentPush[] {
    return this.sent.filter(
      (sent) => sent.kind === 'push' && (destination ?? sent.destination) === sent.destination,
    );
  }

  forgets(): SentPush[] {
    return this.sent.filter(({ kind }) => kind === 'forget');
  }

  cyclesOf(collector: string): number[] {
    return this.cycles.filter((cycle) => cycle.collector === collector).map(({ atMs }) => atMs);
  }

  text(): string {
    return encodeText(this.engine.families());
  }

  private makeEngine(): Engine {
    const collector = (settings: CollectorSettings) => this.collector(settings.id);
    const collectorKinds = Object.fromEntries(
      Object.keys(realKinds).map((kind) => [kind, collector]),
    ) as unknown as CollectorKinds;
    const destinationKinds: DestinationKinds = {
      pushgateway: (settings) => this.takingNow(settings),
      'remote-write': (settings) => this.takingHistory(settings),
    };
    const machine = testMachine({
      platform: 'linux',
      clock: this.clock,
      run: () => Promise.reject(new Error('no process here')),
      procRoot: '/nowhere',
      sysRoot: '/nowhere',
    });
    return makeEngine({
      collectorKinds,
      destinationKinds,
      machine,
      makeTools: () => ({
        http: { request: () => Promise.reject(new Error('no network here')), close: () => {} },
        secret: () => undefined,
        nowMs: () => this.clock.nowMs(),
        monotonicMs: () => this.clock.monotonicMs(),
        groups: this.groups,
        openBacklog: memoryBacklog,
      }),
      groups: this.groups,
      history: this.history,
      clock: this.clock,
      logger: this.logger,
      random: () => 0.5,
      hostName: this.hostName,
      version: '1.2.3',
      ownAddress: () => this.address,
    });
  }

  private collector(id: string): Collector {
    let cycle = 0;
    return {
      collect: async (signal) => {
        cycle += 1;
        this.cycles.push({ collector: id, atMs: this.clock.monotonicMs() });
        const measure = this.measures.get(id) ?? (() => measured(id, cycle));
        return measure(signal, cycle);
      },
      close: async () => {
        this.closed.push(id);
      },
    };
  }

  private destination(settings: DestinationSettings): Destination {
    const { id } = settings;
    return {
      push: async (snapshot, signal) => {
        this.note('push', settings, snapshot);
        const answer = this.answers.get(addressOf(settings)) ?? this.answers.get(id);
        const failure = await answer?.(snapshot, signal);
        return outcomeOf(settings, snapshot, failure);
      },
      forget: async (identity, occasion, signal) => {
        if (farewellOf(settings, occasion) === 'keep') return undefined;
        const gone = { ...identity, takenAtMs: 0, families: [] };
        this.note('forget', settings, gone);
        const failure = await this.farewells.get(id)?.(gone, signal);
        if (!failure) this.groups.remove({ settings, identity });
        return { ...outcomeOf(settings, gone, failure), method: 'DELETE' };
      },
      preview: async (snapshot) => success(outcomeOf(settings, snapshot)),
      close: () => this.closed.push(id),
    };
  }

  private takingNow(settings: DestinationSettings): Destination {
    const others = this.others.get(settings.id);
    return {
      ...this.destination(settings),
      ...(others && { replaced: async () => others }),
      repeat: async (_recorded, { identity, signal }) => {
        const again = { ...identity, takenAtMs: 0, families: [] };
        this.note('repeat', settings, again);
        return outcomeOf(settings, again, await this.answers.get(settings.id)?.(again, signal));
      },
    };
  }

  private takingHistory(settings: DestinationSettings): Destination {
    return {
      ...this.destination(settings),
      backlog: {
        keep: (snapshot) => this.note('keep', settings, snapshot),
        send: async (identity, signal) => {
          const waiting = { ...identity, takenAtMs: 0, families: [] };
          this.note('send', settings, waiting);
          return outcomeOf(settings, waiting, await this.answers.get(settings.id)?.(waiting, signal));
        },
        size: () => ({ snapshots: 1, samples: 3, bytes: 90, oldestAtMs: 5_000, droppedSamples: 2 }),
      },
    };
  }

  private note(kind: SentPush['kind'], settings: DestinationSettings, snapshot: Snapshot): void {
    const { instance, labels, families } = snapshot;
    const atMs = this.clock.monotonicMs();
    this.sent.push({
      kind,
      destination: settings.id,
      atMs,
      identity: { instance, labels },
      settings,
      families,
    });
  }
}

/** One gauge named after the collector. */
export function measured(id: string, value: number): Collected {
  return { families: [gauge(`${id}_value`, 'Of a test.', [[{}, value]])], problems: [] };
}

export const gatewayDown: PushFailure = {
  code: 'unreachable',
  message: 'No gateway there.',
  retryable: true,
};

export const gatewayRefuses: PushFailure = {
  code: 'refused',
  message: 'The gateway refused it.',
  retryable: false,
};

function outcomeOf(settings: DestinationSettings, snapshot: Snapshot, failure?: PushFailure): PushOutcome {
  const requestBody = encodeText(snapshot.families);
  return {
    ...(failure ? { failure } : { status: 200 }),
    method: settings.kind === 'pushgateway' ? settings.method : 'POST',
    url: addressOf(settings),
    groupingKey: { job: settings.job, instance: snapshot.instance },
    durationMs: 1,
    bytes: requestBody.length,
    bytesSent: requestBody.length,
    series: snapshot.families.length,
    requestBody,
    responseBody: '',
  };
}

/** An answer that comes when the test says so: success. */
export function lateAnswer(): { readonly answer: Answer; readonly come: () => void } {
  let come = () => {};
  const answer: Answer = () =>
    new Promise((resolve) => {
      come = () => resolve(undefined);
    });
  return { answer, come: () => come() };
}

/** Keeps everything in memory for the test to look at. */
export class MemoryHistory implements History {
  readonly records: PushRecord[] = [];
  readonly recordedMarks: Mark[] = [];
  readonly recorded: { readonly atMs: number; readonly families: readonly MetricFamily[] }[] = [];

  recordSamples(atMs: number, families: readonly MetricFamily[]): void {
    this.recorded.push({ atMs, families });
  }

  recordPush(push: NewPushRecord): PushRecord {
    const record = { id: this.records.length + 1, ...push };
    this.records.push(record);
    return record;
  }

  pushes(): readonly PushRecord[] {
    return [...this.records].reverse();
  }

  push(id: number): PushRecord | undefined {
    return this.records.find((record) => record.id === id);
  }

  samples(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  recordMark(mark: Mark): void {
    this.recordedMarks.push(mark);
  }

  marks(): readonly Mark[] {
    return this.recordedMarks;
  }

  problem(): undefined {
    return undefined;
  }

  flush(): void {}

  close(): void {}
}
