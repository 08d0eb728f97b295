import type { Backlog, BacklogLimits } from '../../main/destinations/destination';
import { Backlogs } from '../../main/history/backlogs';
import { systemClock } from '../../main/platform/clock';
import { RecordingLogger } from './recording-logger';

/** A backlog that nothing outlives. */
export function memoryBacklog(limits: BacklogLimits): Backlog {
  return new Backlogs({ file: ':memory:', clock: systemClock, logger: new RecordingLogger() }).of('', limits);
}
