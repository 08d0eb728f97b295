import { join } from 'node:path';
import type { History, NewPushRecord } from '../../main/history/history';
import type { HistoryLimits } from '../../main/history/limits';
import { openHistory } from '../../main/history/open-history';
import { FakeClock } from './fake-clock';
import { makeDataDir } from './pushtray';
import { RecordingLogger } from './recording-logger';

export interface HistoryBench {
  readonly file: string;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  history: History;
  /** Closes it and opens the same file again. */
  reopen(): void;
  /** Lets the maintenance that follows a write run to its end. */
  maintain(): Promise<void>;
  remove(): void;
}

/** A history in a file of its own unless another is named, on a clock that the test moves. */
export function makeHistory(limits?: Partial<HistoryLimits>, existing?: string): HistoryBench {
  const { dir, remove } = makeDataDir();
  const file = existing ?? join(dir, 'history.db');
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const open = () => {
    const opened = openHistory({ file, clock, logger, ...(limits ? { limits } : {}) });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  };
  const bench: HistoryBench = {
    file,
    clock,
    logger,
    history: open(),
    reopen() {
      bench.history.close();
      bench.history = open();
    },
    async maintain() {
      await clock.advance(1);
      clock.freeze(60_000);
      bench.history.recordPush(aPush({ destination: 'to-have-something-written' }));
      await clock.advance(5_000);
    },
    remove() {
      bench.history.close();
      remove();
    },
  };
  return bench;
}

export function aPush(differing: Partial<NewPushRecord> = {}): NewPushRecord {
  return {
    atMs: Date.UTC(2026, 0, 1),
    destination: 'team',
    method: 'PUT',
    url: 'http://gateway:9091/metrics/job/pushtray/instance/web1',
    groupingKey: { job: 'pushtray', instance: 'web1' },
    attempt: 1,
    ok: true,
    status: 200,
    durationMs: 12.5,
    bytes: 2_048,
    bytesSent: 512,
    series: 30,
    requestBody: 'up_to 1\n',
    responseBody: '',
    bodyCut: false,
    ...differing,
  };
}
