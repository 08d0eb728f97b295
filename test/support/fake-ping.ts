import { join } from 'node:path';
import type { Collected, Machine } from '../../main/collectors/collector';
import { collectorKinds } from '../../main/collectors/kinds';
import { failure, success } from '../../main/outcome';
import type { ProcessFailureCode, ProcessRequest, ProcessResult } from '../../main/platform/process';
import { pingSettings } from '../../main/settings/schema/collectors';
import { recordedRun } from './recorded-run';
import { testMachine } from './test-machine';

/** What a run of ping ends in: a recorded run's name, a result, or why it could not start. */
export type FakeRun = string | Partial<ProcessResult> | { notStarted: ProcessFailureCode };

/** A machine on which ping is played from recordings: one for each run in turn, the last one again and again. */
export class FakePing {
  readonly requests: ProcessRequest[] = [];
  readonly machine: Machine;

  constructor(
    private readonly runs: readonly FakeRun[],
    platform: NodeJS.Platform = 'linux',
  ) {
    this.machine = testMachine({
      platform,
      procRoot: join(__dirname, '../fixtures/proc'),
      run: (request) => {
        this.requests.push(request);
        return Promise.resolve(
          this.play(this.runs[Math.min(this.requests.length, this.runs.length) - 1] ?? {}),
        );
      },
    });
  }

  /** A collector for the hosts, each under its own name, and its cycles as they come. */
  collector(hosts: readonly string[], more: object = {}) {
    const targets = hosts.map((host) => ({ name: host, host, enabled: true }));
    const settings = { id: 'ping', kind: 'ping', targets, ...more };
    // What the schema would refuse must not get through the collector either.
    const checked = pingSettings.safeParse(settings);
    const plain = { ...pingSettings.parse({ ...settings, targets: [] }), targets };
    return collectorKinds.ping(checked.success ? checked.data : plain, this.machine);
  }

  collect(hosts: readonly string[], more: object = {}, limitMs?: number): Promise<Collected> {
    return this.collector(hosts, more).collect(new AbortController().signal, limitMs);
  }

  private play(run: FakeRun) {
    if (typeof run === 'string') return success(recordedRun(run));
    if ('notStarted' in run)
      return failure(run.notStarted, `The program "ping" did not start: ${run.notStarted}.`);
    return success({ stdout: '', stderr: '', truncated: false, durationMs: 1, ...run });
  }
}
