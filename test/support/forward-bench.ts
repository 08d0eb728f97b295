import { pushedInOf } from '../../main/compose/pushed-in';
import { destinationKinds, forwardingKinds } from '../../main/destinations/kinds';
import { type Engine, makeEngine } from '../../main/engine/engine';
import type { PushedIn } from '../../main/engine/forwarding/pushed-in';
import type { Gateway } from '../../main/gateway/gateway';
import { GroupStore } from '../../main/gateway/group-store';
import type { GroupJournalFile } from '../../main/history/group-journal';
import { parseGroupingPath } from '../../main/metrics/grouping-key';
import type { Labels } from '../../main/metrics/model';
import { parseText } from '../../main/metrics/parse';
import { labelsKey } from '../../main/metrics/series';
import { failure, success } from '../../main/outcome';
import type { HttpClient } from '../../main/platform/http-client';
import { type SettingsInput, settingsSchema } from '../../main/settings/schema/settings';
import { MemoryHistory } from './engine-bench';
import { FakeClock } from './fake-clock';
import { groupJournal } from './group-journal';
import { memoryBacklog } from './memory-backlog';
import { RecordingLogger } from './recording-logger';
import { testMachine } from './test-machine';

export interface Request {
  readonly method: string;
  /** Below the receiver's address: `/metrics/job/x`. */
  readonly path: string;
  readonly at: string;
  readonly atMs: number;
  readonly via: string | undefined;
}

/** A Pushgateway as far as pushing goes. */
export class Receiver {
  /** Text by grouping key, as `{job="x"}`. */
  readonly groups = new Map<string, string>();
  isUp = true;
  /** A deletion is answered, and done, only then. */
  deletes: Promise<void> | undefined;
  /** Jobs whose groups it does not take. */
  readonly refusedJobs = new Set<string>();
}

/** The own group of the machine in these tests, at every destination with the default job. */
export const ownPath = '/metrics/job/pushtray/instance/web1';

/** An engine and a gateway, with real Pushgateway destinations whose HTTP requests end at receivers of the test, on a clock that the test moves. */
export class ForwardBench {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly history = new MemoryHistory();
  readonly requests: Request[] = [];
  readonly receivers = new Map<string, Receiver>();
  readonly gateway: Gateway;
  readonly engine: Engine;
  groupTtlMs: number | undefined;

  constructor(readonly groups: GroupJournalFile = groupJournal()) {
    this.engine = this.makeEngine();
    this.gateway = new GroupStore({
      clock: this.clock,
      ownTypes: () => new Map(),
      groupTtlMs: () => this.groupTtlMs,
      onChange: (key) => this.engine.groupChanged(key),
      onGone: (keys) => this.engine.groupsGone(keys),
    });
  }

  at(url: string): Receiver {
    const receiver = this.receivers.get(url) ?? new Receiver();
    this.receivers.set(url, receiver);
    return receiver;
  }

  apply(input: Partial<SettingsInput>): void {
    this.engine.apply(settingsSchema.parse({ version: 1, collectors: [], ...input }));
  }

  start(input: Partial<SettingsInput>): void {
    this.apply(input);
    this.engine.start();
  }

  push(groupingKey: Labels, text: string, via?: readonly string[]): void {
    const { families } = parseText(text);
    const pushed = this.gateway.push({ method: 'PUT', groupingKey, families, ...(via && { via }) });
    if (!pushed.ok) throw new Error(pushed.error.message);
  }

  /** Pushes and deletions that are not about this machine's own group, since the last time they were taken. */
  forwards(): string[] {
    const others = this.requests.filter(({ method, path }) => path !== ownPath && method !== 'GET');
    this.requests.length = 0;
    return others.map(({ method, path }) => `${method} ${path}`);
  }

  private pushedIn(): PushedIn {
    return pushedInOf(
      () => ({ gateway: this.gateway, close: () => Promise.resolve() }),
      () => this.engine.ownKey(),
    );
  }

  private makeEngine(): Engine {
    return makeEngine({
      collectorKinds: {} as never,
      destinationKinds,
      forwardingKinds,
      machine: testMachine({ platform: 'linux', clock: this.clock }),
      makeTools: () => ({
        http: this.http(),
        secret: () => undefined,
        nowMs: () => this.clock.nowMs(),
        monotonicMs: () => this.clock.monotonicMs(),
        groups: this.groups,
        openBacklog: memoryBacklog,
        via: ['00000000000000ab'],
      }),
      groups: this.groups,
      history: this.history,
      clock: this.clock,
      logger: this.logger,
      random: () => 0.5,
      hostName: 'web1',
      version: '1.2.3',
      ownAddress: () => 'http://127.0.0.1:9091',
      pushedIn: this.pushedIn(),
    });
  }

  private http(): HttpClient {
    return {
      close: () => {},
      request: async ({ method, url, headers, body }) => {
        const { origin, pathname } = new URL(url);
        const via = headers?.['Pushtray-Via'];
        this.requests.push({ method, path: pathname, at: origin, atMs: this.clock.monotonicMs(), via });
        const receiver = this.at(origin);
        if (!receiver.isUp) return failure('refused', `Nobody listens at ${origin}.`);
        const key = parseGroupingPath(pathname);
        if (!key.ok) return success({ status: 404, headers: {}, body: '' });
        if (method === 'DELETE') await receiver.deletes;
        return success(taken(receiver, { method, key: key.value, body }));
      },
    };
  }
}

function taken(
  { groups, refusedJobs }: Receiver,
  { method, key, body }: { method: string; key: Labels; body: Uint8Array | undefined },
) {
  const answer = (status: number, text = '') => ({ status, headers: {}, body: text });
  if (method === 'DELETE') {
    groups.delete(labelsKey(key));
    return answer(202);
  }
  if (refusedJobs.has(key['job'] ?? '')) return answer(400, 'pushed metrics are invalid or inconsistent');
  groups.set(labelsKey(key), Buffer.from(body ?? []).toString());
  return answer(200);
}
