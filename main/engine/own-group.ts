import type { Identity, Snapshot } from '../destinations/destination';
import { mergeFamilies } from '../metrics/merge';
import type { Labels, MetricFamily } from '../metrics/model';
import type { Outcome } from '../outcome';
import { durationMs } from '../settings/schema/duration';
import { instanceName } from '../settings/schema/instance';
import type { Settings } from '../settings/schema/settings';
import { namelessInstance, type Self } from './delivering/destination-plan';
import { underKey } from './delivering/under-key';
import type { EngineParts } from './engine-parts';
import { type SelfReport, selfMetrics } from './self-metrics';

/** The label `job` of what is served here; destinations have one of their own each. */
const ownJob = 'pushtray';

export interface OwnGroupParts extends Pick<EngineParts, 'clock' | 'hostName' | 'ownAddress' | 'version'> {
  readonly settings: () => Settings;
  /** What was measured last. */
  readonly measured: () => readonly MetricFamily[];
  /** How every part of the engine is doing. */
  readonly report: () => Pick<SelfReport, 'collectors' | 'destinations' | 'gateway'>;
}

/** What this machine has to say now: what it measured and what Pushtray says of itself, under this machine's name. */
export class OwnGroup {
  constructor(private readonly parts: OwnGroupParts) {}

  /** The label `instance`, or why this machine has none. */
  instance(): Outcome<string> {
    return instanceName(this.parts.settings().instance, this.parts.hostName);
  }

  self(): Self {
    return { instance: this.instance(), address: this.parts.ownAddress() };
  }

  /** Under which it is served here. */
  key(): Labels & { readonly instance: string } {
    const { instance, labels } = this.identity();
    return { ...labels, job: ownJob, instance };
  }

  families(nowMs = this.parts.clock.nowMs()): readonly MetricFamily[] {
    const { measured, report, settings, version } = this.parts;
    const pushIntervalMs = durationMs(settings().interval);
    return mergeFamilies([
      { owner: 'pushtray', families: selfMetrics({ version, nowMs, pushIntervalMs, ...report() }) },
      { owner: 'collectors', families: measured() },
    ]).families;
  }

  /** As it is served here. */
  served(): { readonly groupingKey: Labels; readonly families: readonly MetricFamily[] } {
    const groupingKey = this.key();
    return { groupingKey, families: underKey(groupingKey, this.families()) };
  }

  /** As it would be pushed. */
  snapshot(): Snapshot {
    const takenAtMs = this.parts.clock.nowMs();
    return { ...this.identity(), takenAtMs, families: this.families(takenAtMs) };
  }

  private identity(): Identity {
    const instance = this.instance();
    const { labels } = this.parts.settings();
    return { instance: instance.ok ? instance.value : namelessInstance, labels };
  }
}
