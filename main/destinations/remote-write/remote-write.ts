import type { Labels } from '../../metrics/model';
import type { RemoteWriteSettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import { requestHeaders } from '../credentials';
import type {
  Destination,
  DestinationTools,
  Identity,
  MakeDestination,
  PushFailure,
  PushOutcome,
} from '../destination';
import { MomentQueue } from './moment-queue';
import { PushReport } from './push-report';
import { Writer } from './writer';

const megabyte = 1024 * 1024;

/**
 * A receiver of Prometheus remote write. What is to be sent is on disk first; one request holds the samples of one moment, so that
 * a moment sent twice (an answer was lost, this process was killed) is the newest that the receiver has, which it takes again.
 */
export const makeRemoteWrite: MakeDestination<RemoteWriteSettings> = (settings, tools): Destination => {
  const backlog = tools.openBacklog({ maxBytes: settings.maxBacklogMegabytes * megabyte });
  const parts = { settings, tools, queue: new MomentQueue(backlog), writer: new Writer(settings, tools) };
  return {
    push(snapshot, signal) {
      parts.queue.keep(snapshot, groupingKeyOf(settings, snapshot));
      return deliver(parts, snapshot, signal);
    },

    forget(identity, signal) {
      const isKept = settings.onQuit === 'keep';
      const hasEnded = !isKept && parts.queue.end(groupingKeyOf(settings, identity), tools.nowMs());
      return hasEnded ? deliver(parts, identity, signal) : Promise.resolve(undefined);
    },

    close: () => tools.http.close(),

    backlog: {
      keep: (snapshot) => parts.queue.keep(snapshot, groupingKeyOf(settings, snapshot)),
      send: (identity, signal) => deliver(parts, identity, signal),
      size: () => backlog.size(),
    },
  };
};

/** A label for this destination alone wins over a common one; job and instance over both. */
function groupingKeyOf(settings: RemoteWriteSettings, identity: Identity): Labels {
  return { ...identity.labels, ...settings.labels, job: settings.job, instance: identity.instance };
}

interface Parts {
  readonly settings: RemoteWriteSettings;
  readonly tools: DestinationTools;
  readonly queue: MomentQueue;
  readonly writer: Writer;
}

/** Sends what waits, the oldest first, until nothing waits, something fails, or half the time is over. */
async function deliver(parts: Parts, identity: Identity, signal: AbortSignal): Promise<PushOutcome> {
  const { settings, tools, queue, writer } = parts;
  const report = new PushReport(settings.url, groupingKeyOf(settings, identity), tools.monotonicMs);
  const headers = requestHeaders(settings, tools.secret);
  if (!headers.ok) return report.outcome({ ...headers.error, retryable: false });

  const timeoutMs = durationMs(settings.timeout);
  const limits = () => ({
    timeoutMs: timeoutMs - report.elapsedMs(),
    signal,
    headers: headers.value,
  });
  while (report.isEmpty() || report.elapsedMs() < timeoutMs / 2) {
    const unready = await writer.unready(limits());
    if (unready) return report.outcome(heldBack(unready, queue));
    queue.proveTimes();
    queue.dropBefore(tools.nowMs() - durationMs(settings.maxAge));
    const queued = queue.oldest();
    if (!queued) break;
    const written = await writer.write(queued.moment, limits());
    report.add(queued.moment, written);
    const { meaning } = written;
    if (meaning.kind === 'failed') return report.outcome(meaning.failure);
    queue.settle(queued, meaning.kind === 'refused' ? 'refused' : 'delivered');
    if (meaning.kind === 'refused' && !meaning.goOn) break;
  }
  return report.outcome();
}

function heldBack(failure: PushFailure, queue: MomentQueue): PushFailure {
  if (failure.code === 'clock_skew') queue.dropUnproven();
  return failure;
}
